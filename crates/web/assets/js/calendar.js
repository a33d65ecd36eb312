// Posts are dragged to another day, or moved by Alt and the arrows. Both send the form that stands beside each of them.
import { announce } from "./announce.js";

// How far an arrow moves a post (days).
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

// A day as the fields write it, some days on.
function later(day, days) {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

customElements.define("plan-calendar", class extends HTMLElement {
  #dragged = null;

  connectedCallback() {
    this.addEventListener("dragstart", (event) => this.#lift(event));
    this.addEventListener("dragover", (event) => this.#over(event));
    this.addEventListener("dragleave", (event) => this.#leave(event));
    this.addEventListener("drop", (event) => this.#drop(event));
    this.addEventListener("dragend", () => this.#end());
    this.addEventListener("keydown", (event) => this.#key(event));
  }

  #day(event) { return event.target.closest?.("[data-day]"); }

  #lift(event) {
    const tile = event.target.closest?.("[data-post]");
    if (!tile) return;
    this.#dragged = tile;
    tile.dataset.dragged = "";
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", tile.textContent.trim());
  }

  #over(event) {
    const day = this.#day(event);
    if (!this.#dragged || !day) return;
    event.preventDefault();
    day.dataset.over = "";
  }

  #leave(event) {
    const day = this.#day(event);
    if (day && !day.contains(event.relatedTarget)) delete day.dataset.over;
  }

  #drop(event) {
    const day = this.#day(event);
    if (!this.#dragged || !day) return;
    event.preventDefault();
    this.#move(this.#dragged, day.dataset.day);
  }

  #end() {
    if (this.#dragged) delete this.#dragged.dataset.dragged;
    this.#dragged = null;
    for (const day of this.querySelectorAll("[data-over]")) delete day.dataset.over;
  }

  #key(event) {
    const days = event.altKey && !event.ctrlKey && !event.metaKey ? STEPS[event.key] : undefined;
    const tile = event.target.closest?.("[data-post]");
    if (!days || !tile) return;
    event.preventDefault();
    this.#move(tile, later(tile.querySelector("[name=day]").value, days));
  }

  #move(tile, day) {
    const form = tile.querySelector("form");
    const field = form.elements.day;
    if (field.value === day) return;
    field.value = day;
    announce(this.dataset.moved);
    form.requestSubmit();
  }
});
