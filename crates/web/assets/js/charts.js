// The value of a point on hover and on focus, and one stop of the Tab key for the whole chart: the arrows go from point to point.
import { session } from "@hotwired/turbo";

customElements.define("chart-tip", class extends HTMLElement {
  #stop;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("pointermove", (event) => this.#show(event.target.closest("[data-tip]")), { signal });
    this.addEventListener("pointerleave", () => this.#hide(), { signal });
    this.addEventListener("focusin", (event) => this.#show(event.target.closest("[data-tip]")), { signal });
    this.addEventListener("focusout", () => this.#hide(), { signal });
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
    addEventListener("turbo:morph", () => this.#arrange(), { signal });
    this.#arrange();
  }

  disconnectedCallback() {
    this.#stop?.abort();
    this.#hide();
  }

  #arrange() {
    this.points = [...this.querySelectorAll(".chart-point")];
    const stop = this.points.find((point) => point === document.activeElement) ?? this.points.at(-1);
    for (const point of this.points) {
      point.setAttribute("tabindex", point === stop ? "0" : "-1");
      point.querySelector("title")?.remove();
    }
  }

  #key(event) {
    if (event.key === "Escape") return this.#hide();
    const at = this.points.indexOf(event.target.closest(".chart-point"));
    if (at < 0) return;
    const turned = getComputedStyle(this).direction === "rtl" ? -1 : 1;
    const to = { ArrowRight: at + turned, ArrowLeft: at - turned, Home: 0, End: this.points.length - 1 }[event.key];
    const point = this.points[to];
    if (!point) return;
    event.preventDefault();
    this.points[at].setAttribute("tabindex", "-1");
    point.setAttribute("tabindex", "0");
    point.focus();
  }

  #show(point) {
    if (!point) return this.#hide();
    if (!this.tip?.isConnected) {
      this.tip = document.createElement("div");
      this.tip.className = "tip";
      this.tip.setAttribute("aria-hidden", "true");
      this.tip.dataset.kept = "";
      document.body.append(this.tip);
    }
    this.tip.textContent = point.dataset.tip;
    const target = (point.querySelector(".chart-dot") ?? point.querySelector(".chart-hit") ?? point).getBoundingClientRect();
    const { width, height } = this.tip.getBoundingClientRect();
    const x = Math.min(Math.max(target.x + target.width / 2 - width / 2, 8), innerWidth - width - 8);
    const above = target.y - height - 10;
    // Set through the object model, which the policy allows; a style attribute would be refused.
    this.tip.style.translate = `${Math.round(x)}px ${Math.round(above < 8 ? target.bottom + 10 : above)}px`;
  }

  #hide() { this.tip?.remove(); }
});

// A link of a drawing holds its address in an object, which Turbo does not read.
addEventListener("click", (event) => {
  const link = event.target.closest?.("svg a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  session.visit(link.href.baseVal);
}, true);
