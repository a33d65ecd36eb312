// What may be written next in a query: fields, what may stand behind them, other topics.

import { Listbox } from "./listbox.js";

// The most suggestions shown at once.
const SHOWN_MAX = 8;
// The letters of a field's name before fields are suggested.
const FIELD_LETTERS_MIN = 2;

let lists = 0;

// What stands before the caret, and what could take its place: {from, options: [{text, words}]}.
function propose(before, known) {
  const name = before.match(/\[\[([^\]\n]*)$/);
  const fits = (list, start) => list.filter((one) => one.toLowerCase().includes(start.toLowerCase()));
  if (name) return { from: before.length - name[1].length, options: fits(known.topics, name[1]).map((text) => ({ text: `${text}]]`, shown: text, words: known.words.topic })) };
  const value = before.match(/(?:^|[\s(])([a-z]+):([\p{L}\p{N}_-]*)$/iu);
  if (value) {
    const values = known.values[value[1].toLowerCase()] ?? [];
    return { from: before.length - value[2].length, options: values.filter((one) => one.startsWith(value[2].toLowerCase()) && one !== value[2]).map((text) => ({ text: `${text} `, shown: text, words: known.words.value })) };
  }
  const field = before.match(/(?:^|[\s(])([a-z]+)$/);
  if (field && field[1].length >= FIELD_LETTERS_MIN) return { from: before.length - field[1].length, options: known.fields.filter((one) => one.startsWith(field[1])).map((text) => ({ text: `${text}:`, shown: `${text}:`, words: known.words.field })) };
  return { from: before.length, options: [] };
}

/** Suggests beside the textarea of a query editor. `typed` is called after a suggestion was taken. */
export function suggestBeside(area, editor, typed) {
  const known = JSON.parse(editor.dataset.suggest);
  const told = document.createElement("span");
  told.className = "hidden";
  told.setAttribute("role", "status");
  told.dataset.kept = "";
  let from = 0;
  const list = new Listbox(`suggest-${++lists}`, "suggest", ({ text }) => {
    area.setRangeText(text, from, area.selectionStart, "end");
    close();
    area.focus();
    typed();
    // What was taken may ask for more: a field for its values.
    open();
  });
  list.element.setAttribute("aria-label", known.words.list);
  list.element.dataset.kept = "";
  area.setAttribute("aria-autocomplete", "list");
  area.after(list.element, told);

  const close = () => {
    list.close();
    told.textContent = "";
  };
  const open = () => {
    const proposal = area.selectionStart === area.selectionEnd ? propose(area.value.slice(0, area.selectionStart), known) : { from: 0, options: [] };
    const options = proposal.options.slice(0, SHOWN_MAX);
    if (!options.length) return close();
    from = proposal.from;
    list.open(area, options);
    told.textContent = editor.dataset.suggestCount.replace("7", String(options.length));
    return undefined;
  };

  area.addEventListener("input", open);
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => list.key(event, close));
}
