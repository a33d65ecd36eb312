// Lines offered beside a text field, of which one can be taken: arrow keys choose, Tab or Enter takes, Escape closes; whoever goes on
// typing is not held up.

/** The list of one field at a time. Its `element` is put beside the field by its owner; `take` is called with the option taken. */
export class Listbox {
  constructor(id, className, take) {
    this.options = [];
    this.chosen = -1;
    this.take = take;
    this.element = document.createElement("ul");
    Object.assign(this.element, { id, className, hidden: true });
    this.element.setAttribute("role", "listbox");
    // The field keeps the focus while a line is pressed.
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    this.element.addEventListener("click", ({ target }) => {
      const line = target.closest("[role=option]");
      if (line) this.take(this.options[[...this.element.children].indexOf(line)]);
    });
  }

  /** Offers options to a field, each with what is `shown` and `words` beside it; one at least. */
  open(field, options) {
    this.close();
    Object.assign(this, { field, options });
    this.element.replaceChildren(...options.map(({ shown, words }, at) => {
      const line = document.createElement("li");
      line.id = `${this.element.id}-${at}`;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      const hint = document.createElement("small");
      hint.textContent = words;
      line.append(shown, " ", hint);
      return line;
    }));
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.element.id);
    this.element.hidden = false;
  }

  close() {
    this.element.hidden = true;
    this.chosen = -1;
    this.field?.removeAttribute("aria-activedescendant");
  }

  #choose(at) {
    this.chosen = (at + this.options.length) % this.options.length;
    [...this.element.children].forEach((line, n) => line.setAttribute("aria-selected", String(n === this.chosen)));
    this.field.setAttribute("aria-activedescendant", this.element.children[this.chosen].id);
    this.element.children[this.chosen].scrollIntoView({ block: "nearest" });
  }

  /** What a key in the field does to the list; keys that do nothing to it stay the field's. `close` ends it. */
  key(event, close) {
    if (this.element.hidden || event.isComposing || event.target !== this.field) return;
    if (event.key === "ArrowDown") this.#choose(this.chosen + 1);
    else if (event.key === "ArrowUp") this.#choose(this.chosen < 0 ? -1 : this.chosen - 1);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && this.chosen >= 0) this.take(this.options[this.chosen]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
