// What may be written next in a query: fields, what may stand behind them, other topics. Arrow keys choose, Tab or Enter takes, Escape
// closes; whoever goes on typing is not held up.

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
  const list = document.createElement("ul");
  list.className = "suggest";
  list.id = `suggest-${++lists}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", known.words.list);
  list.hidden = true;
  list.dataset.kept = "";
  const told = document.createElement("span");
  told.className = "hidden";
  told.setAttribute("role", "status");
  told.dataset.kept = "";
  area.after(list, told);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);
  let proposal = { from: 0, options: [] };
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    told.textContent = "";
    area.removeAttribute("aria-activedescendant");
  };
  const choose = (at) => {
    chosen = (at + list.children.length) % list.children.length;
    [...list.children].forEach((line, n) => line.setAttribute("aria-selected", String(n === chosen)));
    area.setAttribute("aria-activedescendant", list.children[chosen].id);
    list.children[chosen].scrollIntoView({ block: "nearest" });
  };
  const take = (at) => {
    const { text } = proposal.options[at];
    area.setRangeText(text, proposal.from, area.selectionStart, "end");
    close();
    area.focus();
    typed();
    // What was taken may ask for more: a field for its values.
    open();
  };
  const open = () => {
    proposal = area.selectionStart === area.selectionEnd ? propose(area.value.slice(0, area.selectionStart), known) : { from: 0, options: [] };
    proposal.options = proposal.options.slice(0, SHOWN_MAX);
    if (!proposal.options.length) return close();
    list.replaceChildren(...proposal.options.map(({ shown, words }, at) => {
      const line = document.createElement("li");
      line.id = `${list.id}-${at}`;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      const hint = document.createElement("small");
      hint.textContent = words;
      line.append(shown, " ", hint);
      return line;
    }));
    chosen = -1;
    area.removeAttribute("aria-activedescendant");
    list.hidden = false;
    told.textContent = editor.dataset.suggestCount.replace("7", String(proposal.options.length));
  };

  area.addEventListener("input", open);
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && chosen >= 0) take(chosen);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // The field keeps the focus while a line is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const line = event.target.closest("[role=option]");
    if (line) take([...list.children].indexOf(line));
  });
}
