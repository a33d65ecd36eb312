// While a post is written: @ offers accounts of its channels, : offers emoji; and the field for emoji shows what it finds at once.

import { Listbox } from "./listbox.js";

// How long one must stop typing before the server is asked (ms), and how much has to be typed.
const ASK_MS = 120;
const LETTERS_MIN = 2;
const SHOWN_MAX = 8;
const RECENT_MAX = 12;
const RECENT = "parvis-emoji";

const recent = () => { try { return JSON.parse(localStorage.getItem(RECENT)) ?? []; } catch { return []; } };
function remember(sign, name) {
  try { localStorage.setItem(RECENT, JSON.stringify([[sign, name], ...recent().filter(([one]) => one !== sign)].slice(0, RECENT_MAX))); } catch { /* storage is refused or full: nothing is recent */ }
}

// The texts of a post, of the parts of its thread, its first comment.
const TEXTS = 'textarea:is([name^="text"], [name^="part"], [name^="first_comment"])';

let asked = 0;
async function ask(address) {
  const number = ++asked;
  try {
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    return answer.ok && number === asked ? await answer.json() : undefined;
  } catch { return undefined; }
}

// What is being named before the caret: {from, kind, words}.
function named(area) {
  if (area.selectionStart !== area.selectionEnd) return undefined;
  const before = area.value.slice(0, area.selectionStart);
  const account = before.match(/(?:^|[\s(«"'’])@([\p{L}\p{N}_.@-]*)$/u);
  if (account) return { from: before.length - account[1].length - 1, kind: "accounts", words: account[1] };
  const emoji = before.match(/(?:^|\s):([\p{L}\p{N}_-]*)$/u);
  return emoji && { from: before.length - emoji[1].length - 1, kind: "emoji", words: emoji[1].replaceAll("_", " ") };
}

class Completion {
  constructor(composer) {
    this.composer = composer;
    this.list = new Listbox("completion", "suggest completion", (option) => this.#take(option));
    this.list.element.setAttribute("aria-label", composer.dataset.completion);
    this.told = document.createElement("span");
    this.told.className = "hidden";
    this.told.setAttribute("role", "status");
    composer.append(this.told);
    composer.addEventListener("input", ({ target }) => { if (target.matches(TEXTS)) this.#typed(target); });
    composer.addEventListener("focusout", ({ target }) => { if (target === this.list.field) this.#close(); });
    composer.addEventListener("keydown", (event) => this.list.key(event, () => this.#close()), true);
  }

  #typed(area) {
    clearTimeout(this.waits);
    const wanted = named(area);
    if (!wanted || wanted.words.length < LETTERS_MIN) return this.#close();
    this.waits = setTimeout(async () => {
      const found = await ask(this.#address(area, wanted));
      const now = named(area);
      if (!found || document.activeElement !== area || now?.from !== wanted.from || now.words !== wanted.words) return;
      const options = wanted.kind === "emoji"
        ? found.slice(0, SHOWN_MAX).map(([sign, name]) => ({ text: sign, shown: `${sign} ${name}`, words: "", sign, name }))
        : found.map(({ handle, name, network }) => ({ text: `${handle} `, shown: handle, words: `${name} · ${network}` }));
      this.#open(area, wanted.from, options);
    }, ASK_MS);
    return undefined;
  }

  #address(area, { kind, words }) {
    const address = new URL(this.composer.dataset[kind], location.href);
    address.searchParams.set("words", words);
    if (kind === "emoji") return address;
    const own = area.closest("[data-panel]")?.dataset.panel;
    const chosen = own && own !== "all" ? [own] : [...this.composer.querySelectorAll("[name=channel]:checked")].map((box) => box.value);
    for (const channel of chosen) address.searchParams.append("channel", channel);
    return address;
  }

  #open(area, from, options) {
    this.#close();
    if (!options.length) return;
    this.from = from;
    area.after(this.list.element);
    this.list.open(area, options);
    this.told.textContent = this.composer.dataset.completionCount.replace("7", String(options.length));
  }

  #close() {
    this.list.close();
    this.list.element.remove();
    this.list.field?.removeAttribute("aria-controls");
    this.told.textContent = "";
  }

  #take({ text, sign, name }) {
    const area = this.list.field;
    area.setRangeText(text, this.from, area.selectionStart, "end");
    if (sign) remember(sign, name);
    this.#close();
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Completes names and emoji in the texts of a composer. */
export function completeIn(composer) {
  if (composer.dataset.accounts) new Completion(composer);
}

// The field for emoji: what it finds stands under it at once; without words, what was taken last.
customElements.define("emoji-picker", class extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.list = this.querySelector(".emoji-list");
    this.field.addEventListener("input", (event) => {
      event.stopPropagation();
      clearTimeout(this.waits);
      this.waits = setTimeout(() => this.#find(), ASK_MS);
    });
    this.field.addEventListener("keydown", (event) => {
      const first = this.list.querySelector("button");
      if (!["Enter", "ArrowDown"].includes(event.key) || !first) return;
      event.preventDefault();
      if (event.key === "Enter") first.click();
      else first.focus();
    });
    this.list.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) remember(button.textContent, button.getAttribute("aria-label"));
    });
    this.list.addEventListener("keydown", (event) => this.#key(event));
    if (!this.list.children.length) this.#draw(recent());
    this.closest("details")?.addEventListener("toggle", ({ target }) => { if (target.open && !this.field.value) this.#find(); });
  }

  async #find() {
    const address = new URL(this.dataset.src, location.href);
    address.searchParams.set("words", this.field.value);
    const found = await ask(address);
    if (!found) return;
    const before = this.field.value ? [] : recent();
    this.#draw([...before, ...found.filter(([sign]) => !before.some(([one]) => one === sign))]);
  }

  #draw(found) {
    this.list.replaceChildren(...found.map(([sign, name]) => {
      const button = document.createElement("button");
      Object.assign(button, { className: "emoji", name: "act", value: `${this.dataset.act}${sign}`, title: name, textContent: sign });
      button.setAttribute("aria-label", name);
      button.dataset.redraw = "";
      button.formNoValidate = true;
      return button;
    }));
  }

  #key(event) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const buttons = [...this.list.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    if (!by || at < 0) return;
    event.preventDefault();
    (buttons[at + by] ?? this.field).focus();
  }
});
