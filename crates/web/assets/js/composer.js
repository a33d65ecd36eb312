// A post judges itself while it is written, keeps itself, and shows one channel's words at a time. All of it is a plain form without this.

import { completeIn } from "./complete.js";
import { touch } from "./live.js";

// How long one must stop typing (ms) before it is judged, and before it is kept.
const JUDGE_MS = 150;
const KEEP_MS = 1200;

const local = {
  get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, words) => { try { localStorage.setItem(key, words); } catch { /* storage is refused or full: the page itself still holds the words */ } },
  drop: (key) => { try { localStorage.removeItem(key); } catch { /* nothing was stored */ } },
};

customElements.define("post-composer", class extends HTMLElement {
  #judging;
  #keeping;
  #asked = 0;
  #pending = "";
  #panel = "all";
  #busy = false;
  #pressed = null;
  #stuck = false;
  #touched = false;
  #last = "";
  #caret = null;

  connectedCallback() {
    this.form = this.querySelector("form");
    this.fields = this.querySelector("#composer-fields");
    this.#last = this.#words();
    this.form.addEventListener("input", () => this.#typed());
    this.form.addEventListener("change", (event) => { if (event.target.name === "channel") this.#draw("fields"); });
    this.form.addEventListener("click", (event) => this.#clicked(event));
    this.form.addEventListener("submit", (event) => this.#sent(event));
    this.form.addEventListener("turbo:submit-end", (event) => this.#answered(event.detail));
    this.form.addEventListener("change", (event) => { if (event.target.dataset.upload) this.#send(event.target, event.target.files); });
    this.form.addEventListener("paste", (event) => this.#pasted(event));
    // Enter looks for what was typed, or puts it in; it is no button of the form.
    this.fields.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches('input[name^="accounts"], input[name="hole"]')) return;
      event.preventDefault();
      event.target.closest(".insert-row, fieldset").querySelector("button").click();
    });
    // Words are put in where the caret was when a button took the keyboard away.
    this.fields.addEventListener("focusout", ({ target }) => { if (target.matches("textarea")) this.#caret = { id: target.id, from: target.selectionStart }; });
    this.drawn = () => this.#drawn();
    document.addEventListener("turbo:morph", this.drawn);
    this.back = () => { this.#stuck = false; this.#keep(); };
    addEventListener("online", this.back);
    completeIn(this);
    this.#show(this.#panel);
    this.#offer();
  }

  disconnectedCallback() {
    clearTimeout(this.#judging);
    clearTimeout(this.#keeping);
    removeEventListener("online", this.back);
    document.removeEventListener("turbo:morph", this.drawn);
  }

  // A button waits for what is just being kept: otherwise one would be told of a conflict with oneself.
  #sent(event) {
    clearTimeout(this.#keeping);
    if (this.#busy) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#pressed = event.submitter;
      return;
    }
    this.#stuck = true;
  }

  // What was taken is on the server; what was not stays on this machine until it is.
  #answered({ success, error }) {
    this.#touched = !success;
    if (success) { local.drop(this.dataset.local); return; }
    this.#stuck = false;
    this.#store(this.#words());
    if (error) this.#keep();
  }

  // The page was drawn again in place: after a button, after a refusal, after news. What was typed and not kept yet is still to be kept.
  #drawn() {
    this.#show(this.#panel);
    this.#stuck = false;
    if (!this.#touched) this.#last = this.#words();
  }

  // What the form says, without which post it is and the number of its version, which a keeping changes.
  #words() {
    const said = new URLSearchParams(new FormData(this.form));
    // Nor where the caret is, or what is about to be picked.
    for (const name of ["post", "version", "caret", "picked", "asked", "hole"]) said.delete(name);
    for (const name of [...said.keys()]) if (/^(snippet|accounts|emoji)/.test(name)) said.delete(name);
    return said.toString();
  }

  #body(act, answer) {
    const said = new URLSearchParams(new FormData(this.form));
    if (act) said.set("act", act);
    if (answer) said.set("answer", answer);
    if (act && this.#caret && document.getElementById(this.#caret.id)) said.set("at", `${this.#caret.id}:${this.#caret.from}`);
    return said;
  }

  #tell(words) {
    const note = document.querySelector(".saved");
    if (note) note.textContent = words ?? "";
  }

  #typed() {
    // Until the server has them, the words are on this machine: a browser that is closed now loses nothing.
    const words = this.#words();
    this.#touched = words !== this.#last;
    if (this.#touched) {
      touch(this.form);
      this.#store(words);
    }
    clearTimeout(this.#judging);
    this.#judging = setTimeout(() => this.#draw(""), JUDGE_MS);
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => this.#keep(), KEEP_MS);
  }

  #clicked(event) {
    const tab = event.target.closest("[data-panel-of]");
    if (tab) return this.#show(tab.dataset.panelOf);
    const button = event.target.closest("[data-redraw]");
    if (!button) return undefined;
    event.preventDefault();
    const channel = button.value.match(/^(?:own-|common-|crop:-)(\d+)/)?.[1];
    if (channel) this.#panel = channel;
    return this.#draw(button.value);
  }

  // A picture that is pasted among the words goes to the files of these words.
  #pasted(event) {
    const files = event.clipboardData?.files;
    const input = event.target.closest(".composer-part, [data-panel]")?.querySelector("[data-upload]");
    if (!files?.length || !input) return;
    event.preventDefault();
    this.#send(input, files);
  }

  // Files go to the library first; what was taken is then chosen as if its box had been ticked.
  async #send(input, files) {
    if (!files.length) return;
    const place = input.closest(".post-files");
    const told = place.querySelector("[data-upload-told]");
    const tell = (words) => { told.hidden = !words; told.textContent = words; };
    const sent = new FormData();
    for (const file of files) sent.append("files", file, file.name);
    place.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(input.dataset.upload, { method: "POST", headers: { accept: "application/json" }, body: sent });
      const { added = [], refused = [] } = await answer.json();
      for (const { asset } of added) {
        const chosen = document.createElement("input");
        Object.assign(chosen, { type: "hidden", name: `media${place.dataset.ending}`, value: asset });
        place.append(chosen);
      }
      if (added.length) await this.#draw(`attach${place.dataset.ending}`);
      const words = refused.map(({ name, sentence }) => [name, sentence].filter(Boolean).join(": ")).join(" ");
      const now = this.fields.querySelector(`.post-files[data-ending="${place.dataset.ending}"] [data-upload-told]`);
      if (now && words) { now.hidden = false; now.textContent = words; }
    } catch {
      tell(this.dataset.uploadFailed);
    } finally {
      place.removeAttribute("aria-busy");
      input.value = "";
    }
  }

  // Shows the words of all, or of one channel.
  #show(key) {
    const panels = [...this.fields.querySelectorAll("[data-panel]")];
    this.#panel = panels.some((panel) => panel.dataset.panel === key) ? key : "all";
    for (const panel of panels) panel.hidden = panel.dataset.panel !== this.#panel;
    for (const tab of this.fields.querySelectorAll("[data-panel-of]")) tab.setAttribute("aria-pressed", String(tab.dataset.panelOf === this.#panel));
  }

  // Asks the server how it stands; with an act, also for the fields anew.
  async #draw(act) {
    clearTimeout(this.#judging);
    // An act that has no answer yet is asked for again with the words of now.
    act ||= this.#pending;
    this.#pending = act;
    const number = ++this.#asked;
    const words = this.#words();
    try {
      const answer = await fetch(this.dataset.preview, { method: "POST", headers: { accept: "application/json" }, body: this.#body(act) });
      // Nothing is waited for between the look at the words and what is put in their place.
      const told = answer.ok ? await answer.json() : undefined;
      if (number !== this.#asked) return;
      // Words that were typed meanwhile are asked about again rather than lost.
      if (told && act && words !== this.#words()) { this.#draw(act); return; }
      this.#pending = "";
      if (!told) return;
      this.#fill(told);
      if (told.due) [this.form.elements.due_day.value, this.form.elements.due_time.value] = told.due;
      if (told.fields !== undefined) this.#refill(told.fields);
      if (told.caret) this.#stand(...told.caret);
    } catch {
      // Without an answer nothing is claimed; saving judges again.
      if (number === this.#asked) this.#pending = "";
    }
  }

  // What stands beside the fields. What is chosen there keeps the keyboard.
  #fill({ judged, previews, when, suggested }) {
    this.querySelector("#composer-judged").innerHTML = judged;
    this.querySelector("#composer-previews").innerHTML = previews;
    this.querySelector("#composer-when").innerHTML = when;
    if (suggested === undefined) return;
    const beside = this.querySelector("#composer-suggested");
    const pressed = beside.contains(document.activeElement) ? document.activeElement.value : undefined;
    beside.innerHTML = suggested;
    if (pressed) (beside.querySelector(`[value="${CSS.escape(pressed)}"]`) ?? this.form.elements.due_day).focus({ preventScroll: true });
  }

  #refill(fields) {
    const at = document.activeElement;
    const place = at && this.fields.contains(at) ? { id: at.id, act: at.value, from: at.selectionStart, to: at.selectionEnd } : null;
    const open = [...this.fields.querySelectorAll("details[open]")].map((fold) => fold.id);
    this.fields.innerHTML = fields;
    for (const id of open) { const fold = document.getElementById(id); if (fold) fold.open = true; }
    this.#show(this.#panel);
    if (place) {
      const shown = (element) => element && !element.closest("[hidden]");
      const again = [place.id && document.getElementById(place.id), this.fields.querySelector(`[data-redraw][value="${CSS.escape(place.act ?? "")}"]`), this.fields.querySelector(`[data-panel="${CSS.escape(this.#panel)}"] textarea, [data-panel="${CSS.escape(this.#panel)}"] button`)].find(shown);
      again?.focus({ preventScroll: true });
      if (again && typeof place.from === "number") try { again.setSelectionRange(place.from, place.to); } catch { /* a field without a caret */ }
    }
    this.#typed();
  }

  // The caret stands behind what was put in.
  #stand(id, at) {
    const field = document.getElementById(id);
    if (!field) return;
    field.focus({ preventScroll: true });
    field.setSelectionRange(at, at);
    this.#caret = { id, from: at };
  }

  // Keeps a draft on the server; what cannot be kept there is kept here.
  async #keep() {
    const words = this.#words();
    if (words === this.#last || this.#stuck) return;
    if (!this.hasAttribute("data-saves")) { this.#store(words); return; }
    if (this.#busy) { this.#keeping = setTimeout(() => this.#keep(), KEEP_MS); return; }
    this.#busy = true;
    this.#tell(this.dataset.saving);
    try {
      const answer = await fetch(this.form.action, { method: "POST", body: this.#body("save", "json") });
      const told = await answer.json();
      if (answer.ok) this.#kept(told, words);
      else { this.#stuck = answer.status === 409; this.#store(words); this.#tell(this.#stuck ? this.dataset.conflict : told.problem); }
    } catch {
      this.#store(words);
      this.#tell(this.dataset.keptHere);
    } finally {
      this.#busy = false;
      const pressed = this.#pressed;
      this.#pressed = null;
      if (pressed) this.form.requestSubmit(pressed);
    }
  }

  #kept({ id, version, href }, words) {
    local.drop(this.dataset.local);
    this.form.elements.version.value = version;
    if (!this.form.elements.post) {
      const post = document.createElement("input");
      post.type = "hidden";
      post.name = "post";
      post.value = id;
      this.form.prepend(post);
      this.form.action = href;
      this.dataset.local = this.dataset.local.replace(/new$/, id);
      history.replaceState(history.state, "", href);
    }
    this.#last = words;
    // What was typed while it was on its way is kept by the next.
    const now = this.#words();
    this.#touched = now !== words;
    if (this.#touched) this.#store(now);
    this.#tell(this.dataset.saved);
  }

  #store(words) { local.set(this.dataset.local, words); }

  // Words of an earlier visit that never reached the server.
  #offer() {
    const words = local.get(this.dataset.local);
    if (!words || words === this.#last) { local.drop(this.dataset.local); return; }
    const notice = document.createElement("div");
    notice.className = "notice notice-warn row";
    notice.dataset.kept = "";
    const sentence = document.createElement("p");
    sentence.textContent = this.dataset.restore;
    const [back, forget] = [this.dataset.restoreDo, this.dataset.forgetDo].map((label) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn";
      button.textContent = label;
      return button;
    });
    back.onclick = () => { notice.remove(); this.#restore(new URLSearchParams(words)); };
    forget.onclick = () => { notice.remove(); local.drop(this.dataset.local); };
    notice.append(sentence, back, forget);
    this.form.before(notice);
  }

  // The stored words are handed to the server as if they had just been typed, and come back as fields.
  async #restore(said) {
    said.set("act", "fields");
    if (this.form.elements.post) said.set("post", this.form.elements.post.value);
    const answer = await fetch(this.dataset.preview, { method: "POST", headers: { accept: "application/json" }, body: said });
    if (!answer.ok) return;
    const told = await answer.json();
    for (const name of ["due_day", "due_time", "repeat", "repeat_until", "repeat_rule"]) this.form.elements[name].value = said.get(name) ?? "";
    this.#fill(told);
    this.#refill(told.fields);
  }
});
