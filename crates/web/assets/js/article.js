// The toolbar of an article: signs of Markdown around what is selected. What was there is changed as if it had been typed, so that it can be undone.

// Links are looked at once the draft is kept: how often (ms), and how many times at most, the check is asked again about them.
const LINKS_MS = 3000;
const LINKS_ASKED_MAX = 5;

customElements.define("article-editor", class extends HTMLElement {
  #asked = 0;
  #asking;

  connectedCallback() {
    this.area = this.querySelector("textarea");
    this.caret = this.querySelector("[name=caret]");
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-tool]");
      if (button) this.#use(button.dataset.tool);
    });
    this.addEventListener("keydown", (event) => this.#key(event));
    for (const name of ["keyup", "pointerup", "select", "input", "blur"]) this.area.addEventListener(name, () => this.#mark());
    this.area.addEventListener("input", (event) => { if (event.isTrusted) this.#asked = 0; });
    const judged = document.getElementById("composer-judged");
    this.judged = new MutationObserver(() => this.#links(judged));
    if (judged) this.judged.observe(judged, { childList: true });
  }

  disconnectedCallback() {
    this.judged.disconnect();
    clearTimeout(this.#asking);
  }

  #links(judged) {
    clearTimeout(this.#asking);
    if (this.#asked >= LINKS_ASKED_MAX || !judged.querySelector("[data-links]")) return;
    this.#asked += 1;
    this.#asking = setTimeout(() => this.area.dispatchEvent(new Event("input", { bubbles: true })), LINKS_MS);
  }

  // Where a picture will be put.
  #mark() { this.caret.value = this.area.selectionEnd; }

  // The keys that every editor has, and within the toolbar the arrows.
  #key(event) {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.target === this.area) {
      const tool = { b: "bold", i: "italic" }[event.key.toLowerCase()];
      if (!tool) return;
      event.preventDefault();
      this.#use(tool);
      return;
    }
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !event.target.matches("[data-tool]")) return;
    const tools = [...this.querySelectorAll("[data-tool]")];
    tools[(tools.indexOf(event.target) + step + tools.length) % tools.length].focus();
  }

  #use(tool) {
    switch (tool) {
      case "bold": return this.#around("**", "**", this.dataset.bold);
      case "italic": return this.#around("*", "*", this.dataset.bold);
      case "link": return this.#link();
      case "heading": return this.#lines("## ", this.dataset.heading);
      case "subheading": return this.#lines("### ", this.dataset.heading);
      case "list": return this.#lines("- ", this.dataset.bold);
      case "quote": return this.#lines("> ", this.dataset.bold);
      case "table": return this.#table();
      case "picture": return this.#pictures();
      default: return undefined;
    }
  }

  #put(words, from, to, select) {
    const area = this.area;
    area.focus();
    area.setSelectionRange(from, to);
    // The one way that keeps the browser's own undo; where it is not there, the words are set.
    if (!document.execCommand("insertText", false, words)) {
      area.setRangeText(words, from, to, "end");
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    area.setSelectionRange(...select);
    this.#mark();
  }

  #around(before, after, words) {
    const { selectionStart: from, selectionEnd: to, value } = this.area;
    const chosen = value.slice(from, to);
    // A second press takes the signs away again.
    if (value.slice(from - before.length, from) === before && value.slice(to, to + after.length) === after) {
      this.#put(chosen, from - before.length, to + after.length, [from - before.length, to - before.length]);
      return;
    }
    const said = chosen || words;
    this.#put(before + said + after, from, to, [from + before.length, from + before.length + said.length]);
  }

  #link() {
    const { selectionStart: from, selectionEnd: to, value } = this.area;
    const chosen = value.slice(from, to);
    if (/^https?:\/\/\S+$/.test(chosen)) {
      const words = this.dataset.link;
      this.#put(`[${words}](${chosen})`, from, to, [from + 1, from + 1 + words.length]);
      return;
    }
    const words = chosen || this.dataset.link;
    const start = from + words.length + 3;
    this.#put(`[${words}](https://)`, from, to, [start, start + 8]);
  }

  #lines(sign, words) {
    const { value } = this.area;
    const from = value.lastIndexOf("\n", this.area.selectionStart - 1) + 1;
    const end = value.indexOf("\n", this.area.selectionEnd);
    const to = end < 0 ? value.length : end;
    const lines = value.slice(from, to).split("\n");
    const bare = lines.map((line) => line.replace(/^(#{1,6} |- |> )/, ""));
    const made = lines.every((line) => line.startsWith(sign)) ? bare : bare.map((line) => sign + (line || words));
    const said = made.join("\n");
    this.#put(said, from, to, [from + said.length, from + said.length]);
  }

  #table() {
    const { selectionEnd: at, value } = this.area;
    const column = this.dataset.column;
    const before = at === 0 || value.slice(0, at).endsWith("\n\n") ? "" : value.slice(0, at).endsWith("\n") ? "\n" : "\n\n";
    const table = `${before}| ${column} 1 | ${column} 2 |\n|---|---|\n|  |  |\n`;
    const start = at + before.length + 2;
    this.#put(table, at, at, [start, start + column.length + 2]);
  }

  #pictures() {
    this.#mark();
    const fold = document.getElementById("article-pictures");
    fold.open = true;
    const first = fold.querySelector("[name=picked]:checked") ?? fold.querySelector("[name=picked]") ?? fold.querySelector("a");
    fold.scrollIntoView({ block: "nearest" });
    first?.focus();
  }
});
