// Ctrl/⌘ K: every page and verb by a few letters of its name.
import { visit } from "@hotwired/turbo";

// How long a list that was fetched is believed (ms), and how many entries are shown.
const FRESH_MS = 60_000;
const SHOWN_MAX = 40;

// Without accents and capitals, letter for letter, so that places in the folded word are places in the word.
const fold = (words) => [...words].map((letter) => letter.normalize("NFD")[0].toLowerCase()).join("");

// Every letter of `wanted` in order: word beginnings and neighbours weigh more, late beginnings less. Null when a letter is missing.
export function match(wanted, words) {
  const letters = [...fold(wanted)].filter((letter) => letter !== " ");
  const text = [...fold(words)];
  const whole = text.join("").indexOf(letters.join(""));
  if (whole >= 0 && letters.length > 0) {
    const from = [...text.join("").slice(0, whole)].length;
    return { score: 100 + letters.length * 4 - from - text.length / 50, places: letters.map((_, index) => from + index) };
  }
  const places = [];
  let score = -text.length / 50;
  let at = 0;
  for (const letter of letters) {
    let found = text.indexOf(letter, at);
    if (found < 0) return null;
    for (let next = found; next >= 0 && next < text.length; next = text.indexOf(letter, next + 1)) {
      if (next === 0 || /[^\p{L}\p{N}]/u.test(text[next - 1])) { found = next; break; }
      if (next === at) break;
    }
    score += found === at ? 4 : found === 0 || /[^\p{L}\p{N}]/u.test(text[found - 1]) ? 6 : -Math.min(found - at, 6) / 2;
    places.push(found);
    at = found + 1;
  }
  return { score, places };
}

customElements.define("command-palette", class extends HTMLElement {
  #groups = [];
  #fetched = 0;
  #shown = [];
  #active = 0;

  get dialog() { return this.querySelector("dialog"); }
  get field() { return this.querySelector("input"); }
  get list() { return this.querySelector("[role=listbox]"); }
  get status() { return this.querySelector("[role=status]"); }

  connectedCallback() {
    if (this.connected) return;
    this.connected = true;
    this.field.addEventListener("input", () => this.#draw());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("click", (event) => this.#choose(event.target.closest("[role=option]"), event));
    this.list.addEventListener("mousemove", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#activate([...this.list.querySelectorAll("[role=option]")].indexOf(option), false);
    });
    this.dialog.addEventListener("click", (event) => { if (event.target === this.dialog) this.dialog.close(); });
  }

  async open() {
    if (!this.dataset.src || this.dialog.open) return;
    this.dialog.showModal();
    this.field.value = "";
    this.field.focus();
    this.#draw();
    if (Date.now() - this.#fetched < FRESH_MS) return;
    try {
      const answer = await fetch(this.dataset.src, { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      this.#groups = (await answer.json()).groups;
      this.#fetched = Date.now();
      this.#draw();
    } catch {
      this.status.textContent = this.dataset.failed;
    }
  }

  #draw() {
    const wanted = this.field.value.trim();
    const rows = [];
    for (const group of this.#groups) {
      for (const entry of group.entries) {
        const byLabel = wanted ? match(wanted, entry.label) : { score: 0, places: [] };
        const byWords = byLabel ? null : match(wanted, `${entry.words ?? ""} ${entry.hint ?? ""} ${group.label}`);
        if (byLabel || byWords) rows.push({ entry, group: group.label, places: byLabel?.places ?? [], score: byLabel ? byLabel.score : byWords.score - 50 });
      }
    }
    if (wanted) rows.sort((one, other) => other.score - one.score);
    this.#shown = rows.slice(0, SHOWN_MAX);
    this.list.replaceChildren(...this.#options(!wanted));
    this.status.textContent = wanted && rows.length === 0 && this.#groups.length > 0 ? this.dataset.none : "";
    this.#activate(0);
  }

  *#options(grouped) {
    let before;
    for (const [index, { entry, group, places }] of this.#shown.entries()) {
      if (grouped && group !== before) {
        const head = document.createElement("div");
        head.className = "palette-group";
        head.setAttribute("role", "presentation");
        head.textContent = before = group;
        yield head;
      }
      const option = document.createElement("div");
      option.className = "palette-entry";
      option.id = `palette-${index}`;
      option.setAttribute("role", "option");
      const label = document.createElement("span");
      for (const [place, letter] of [...entry.label].entries()) {
        if (!places.includes(place)) { label.append(letter); continue; }
        const strong = document.createElement("b");
        strong.textContent = letter;
        label.append(strong);
      }
      const hint = document.createElement("span");
      hint.className = "hint";
      hint.textContent = entry.hint ?? (grouped ? "" : group);
      option.append(label, hint);
      for (const key of entry.keys?.split(" ") ?? []) {
        const printed = document.createElement("kbd");
        printed.textContent = key;
        option.append(printed);
      }
      yield option;
    }
  }

  #activate(index, scroll = true) {
    const options = [...this.list.querySelectorAll("[role=option]")];
    this.#active = options.length ? (index + options.length) % options.length : 0;
    for (const [place, option] of options.entries()) option.setAttribute("aria-selected", String(place === this.#active));
    const option = options[this.#active];
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
    if (scroll) option?.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    if (event.isComposing) return;
    const moves = { ArrowDown: this.#active + 1, ArrowUp: this.#active - 1, PageDown: Math.min(this.#active + 8, this.#shown.length - 1), PageUp: Math.max(this.#active - 8, 0) };
    if (event.key in moves) {
      event.preventDefault();
      this.#activate(moves[event.key]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#choose(this.list.querySelector('[aria-selected="true"]'), event);
    }
  }

  #choose(option, event) {
    const chosen = option && this.#shown[Number(option.id.slice("palette-".length))]?.entry;
    if (!chosen) return;
    this.dialog.close();
    const pressed = chosen.press && document.querySelector(chosen.press);
    if (pressed) {
      pressed.click();
    } else if (chosen.method === "post") {
      const form = document.createElement("form");
      form.method = "post";
      form.action = chosen.href;
      form.hidden = true;
      for (const [name, value] of Object.entries({ ...chosen.fields, return_to: location.pathname + location.search })) {
        const field = document.createElement("input");
        field.name = name;
        field.value = value;
        form.append(field);
      }
      document.body.append(form);
      form.requestSubmit();
      form.remove();
    } else if (event.ctrlKey || event.metaKey) {
      open(chosen.href, "_blank", "noopener");
    } else if (/\.(csv|jsonl)$/.test(chosen.href)) {
      location.assign(chosen.href);
    } else if (chosen.href) {
      visit(chosen.href);
    }
  }
});

addEventListener("click", (event) => {
  const opener = event.target.closest?.('[data-opens="palette"]');
  const palette = document.querySelector("command-palette");
  if (!opener || !palette?.dataset.src || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  palette.open();
}, true);
