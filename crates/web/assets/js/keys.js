// Keys and chords, read from the elements they stand for: data-key="s", "g t", "Mod+k". They never take a letter from a field.

// How long the second key of a chord may take (ms).
const CHORD_MS = 1200;
const OFF = "parvis-keys-off";

const stored = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
const store = (name, value) => { try { value ? localStorage.setItem(name, "1") : localStorage.removeItem(name); } catch { /* storage is refused: the choice lasts for the page */ } };

const typing = (element) => element?.isContentEditable || element?.matches?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select");
const visible = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.offsetParent !== null;
const list = () => document.querySelector("mention-list");

// The element of a key: on the active row first, then anywhere but on other rows.
function find(key) {
  const named = `[data-key="${CSS.escape(key)}"]`;
  const inRow = list()?.active?.querySelector(named);
  if (inRow) return inRow;
  return [...document.querySelectorAll(named)].find((element) => !element.closest("[data-mention]") && visible(element));
}

function act(element) {
  if (typing(element)) { element.focus(); element.select?.(); }
  else element.click();
}

let first = "";
let since = 0;
addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat && !"jk".includes(event.key)) return;
  const mod = event.ctrlKey || event.metaKey;
  if (mod && !event.altKey) {
    const key = `Mod+${event.key.toLowerCase()}`;
    const element = find(key) ?? document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!element || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act(element);
    return;
  }
  if (event.altKey || event.key.length !== 1 || typing(event.target) || document.querySelector("dialog[open]") || stored(OFF)) return;
  const chord = first && event.timeStamp - since < CHORD_MS ? `${first} ${event.key}` : "";
  first = "";
  const element = (chord && find(chord)) || own(event) || find(event.key);
  if (element) {
    event.preventDefault();
    if (element instanceof Element) act(element);
  } else if (document.querySelector(`[data-key^="${CSS.escape(event.key)} "]`)) {
    first = event.key;
    since = event.timeStamp;
  }
});

// Keys that stand for no element: moving, ticking, help. True when the key was one of them.
function own(event) {
  if (event.key === "?") { document.querySelector("key-map")?.open(); return true; }
  const rows = list();
  if (!rows) return false;
  if (event.key === "j") rows.move(1);
  else if (event.key === "k") rows.move(-1);
  else if (event.key.toLowerCase() === "x" && rows.active) rows.tick(event.shiftKey);
  else if (event.key === "a") return rows.give();
  else return false;
  return true;
}

customElements.define("key-map", class extends HTMLElement {
  open() {
    const dialog = this.querySelector("dialog");
    const table = dialog.querySelector("dl");
    for (const row of table.querySelectorAll("[data-kept]")) row.remove();
    for (const row of table.querySelectorAll("[data-needs]")) row.hidden = !document.querySelector(row.dataset.needs);
    const told = new Set();
    for (const element of document.querySelectorAll("[data-key]")) {
      const words = element.dataset.keyWords || element.getAttribute("aria-label") || element.textContent.trim();
      if (told.has(element.dataset.key) || !words) continue;
      told.add(element.dataset.key);
      table.append(this.#row(words, element.dataset.key));
    }
    const off = dialog.querySelector("[data-keys-off]");
    off.checked = Boolean(stored(OFF));
    off.onchange = () => store(OFF, off.checked);
    dialog.showModal();
  }

  #row(words, keys) {
    const row = document.createElement("div");
    row.dataset.kept = "";
    const name = document.createElement("dt");
    name.textContent = words;
    const printed = document.createElement("dd");
    for (const key of keys === "+" ? [keys] : keys.split(/[ +]/)) {
      const cap = document.createElement("kbd");
      cap.textContent = key === "Mod" ? (/Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl") : key;
      printed.append(cap);
    }
    row.append(name, printed);
    return row;
  }
});
// With the keys turned off the help stays within reach of a button.
addEventListener("click", (event) => {
  if (!event.target.closest?.('[data-opens="keys"]')) return;
  event.preventDefault();
  document.querySelector("key-map")?.open();
});
