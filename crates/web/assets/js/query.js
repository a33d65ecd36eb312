// A query checks itself while it is written: the place of a problem is underlined behind the text, its sentence stands below.

import { suggestBeside } from "./suggest.js";

// How long one must stop typing (ms) before the query is checked.
const TYPING_MS = 250;

// Places are counted in UTF-8 bytes by the server and in UTF-16 units by the page.
function unitsAt(words, bytes) {
  let counted = 0;
  let units = 0;
  for (const letter of words) {
    if (counted >= bytes) break;
    const code = letter.codePointAt(0);
    counted += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    units += letter.length;
  }
  return units;
}

customElements.define("query-editor", class extends HTMLElement {
  #timer;
  #asked = 0;
  #problems = [];

  connectedCallback() {
    this.area = this.querySelector("textarea");
    this.told = this.querySelector(".query-problems");
    this.backdrop = this.querySelector(".query-backdrop") ?? document.createElement("pre");
    this.backdrop.className = "query-backdrop";
    this.backdrop.setAttribute("aria-hidden", "true");
    this.backdrop.dataset.kept = "";
    this.area.before(this.backdrop);
    this.#problems = [...this.told.querySelectorAll("[data-start]")].map((line) => ({ start: +line.dataset.start, end: +line.dataset.end, severity: line.dataset.severity, message: line.textContent.trim() }));
    this.area.addEventListener("input", () => this.#typed());
    this.area.addEventListener("scroll", () => this.#follow());
    this.told.addEventListener("click", (event) => this.#show(event.target.closest("button")));
    if (this.dataset.suggest) suggestBeside(this.area, this, () => this.#typed());
    this.#draw();
    if (this.#problems.length) this.#tell("");
  }

  disconnectedCallback() { clearTimeout(this.#timer); }

  #typed() {
    this.#problems = this.#problems.filter((problem) => problem.units?.[1] <= this.area.selectionStart - 1);
    this.#draw();
    clearTimeout(this.#timer);
    if (this.dataset.check) this.#timer = setTimeout(() => this.#check(), TYPING_MS);
  }

  async #check() {
    const number = ++this.#asked;
    const words = this.area.value;
    try {
      const answer = await fetch(this.dataset.check, { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams({ query: words }) });
      if (!answer.ok || number !== this.#asked || words !== this.area.value) return;
      const { problems, summary } = await answer.json();
      this.#problems = problems;
      this.#draw();
      this.#tell(summary);
    } catch { /* without an answer nothing is claimed; saving checks again */ }
  }

  #draw() {
    const words = this.area.value;
    const pieces = [];
    let at = 0;
    for (const problem of [...this.#problems].sort((one, other) => one.start - other.start)) {
      problem.units ??= [unitsAt(words, problem.start), unitsAt(words, problem.end)];
      const [start, end] = [Math.max(problem.units[0], at), Math.max(problem.units[1], problem.units[0] + 1)];
      if (start >= end) continue;
      const line = document.createElement("u");
      line.dataset.severity = problem.severity;
      line.textContent = words.slice(start, end) || " ";
      pieces.push(words.slice(at, start), line);
      at = end;
    }
    pieces.push(words.slice(at), "\n");
    this.backdrop.replaceChildren(...pieces);
    const failed = this.#problems.some((problem) => problem.severity === "error");
    if (failed) this.area.setAttribute("aria-invalid", "true");
    else this.area.removeAttribute("aria-invalid");
    this.#follow();
  }

  #tell(summary) {
    const lines = document.createElement("ul");
    lines.className = "stack-s";
    for (const problem of this.#problems) {
      const line = document.createElement("li");
      line.className = problem.severity === "warning" ? "warn" : "bad";
      const jump = document.createElement("button");
      jump.type = "button";
      jump.textContent = problem.message;
      jump.dataset.at = problem.units.join(" ");
      line.append(jump);
      lines.append(line);
    }
    if (!this.#problems.length && summary) {
      const line = document.createElement("li");
      line.className = "faint";
      line.textContent = summary;
      lines.append(line);
    }
    this.told.replaceChildren(lines);
  }

  #show(button) {
    if (!button) return;
    const [start, end] = button.dataset.at.split(" ").map(Number);
    this.area.focus();
    this.area.setSelectionRange(start, end);
  }

  #follow() {
    this.backdrop.scrollTop = this.area.scrollTop;
    this.backdrop.scrollLeft = this.area.scrollLeft;
  }
});
