// A stream of mentions: one active row, ticks, acts that answer at once, and a list without end that keeps one's place.
import { session } from "@hotwired/turbo";
import { announce } from "./announce.js";

// How many pages are fetched by scrolling before a click is asked for, so that a forgotten page does not grow for ever.
const PAGES_MAX = 25;
// How far below the window (a CSS length) the end of the list may be when the next page is asked for.
const AHEAD = "900px";

// How long (ms) an answer such as "Done, undo" stays, unless it is pointed at; the act can also be undone on its row.
const TOLD_MS = 15_000;

// A page of the list is reached when its first row stands above this share of the window.
const REACHED = 0.3;

const rowsOf = (root) => [...root.querySelectorAll("[data-mention]")];
const pageAt = async (href, options) => {
  const answer = await fetch(href, { headers: { accept: "text/html" }, ...options });
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
};

customElements.define("mention-list", class extends HTMLElement {
  #followed = 0;
  #last = null;
  #ends;
  #placing = 0;
  #stop;
  #telling;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("change", (event) => { if (event.target.matches(".mention-pick")) this.#picked(); }, { signal });
    this.addEventListener("click", (event) => this.#click(event), { signal });
    this.addEventListener("focusin", (event) => this.#activate(event.target.closest("[data-mention]")), { signal });
    this.addEventListener("submit", (event) => {
      if (event.target.matches(".mention-acts")) this.#act(event);
      else if (event.target.matches(".bulk") && "extended" in this.dataset) this.#actOnMany(event);
    }, { signal });
    this.#ends = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) this.#follow(); }, { rootMargin: AHEAD });
    addEventListener("scroll", () => { this.#placing ||= requestAnimationFrame(() => this.#place()); }, { signal, passive: true });
    addEventListener("turbo:morph", () => this.#picked(), { signal });
    this.#watch();
    this.#picked();
  }

  disconnectedCallback() {
    this.#stop?.abort();
    this.#ends?.disconnect();
    cancelAnimationFrame(this.#placing);
  }

  get active() { return this.querySelector("[data-active]"); }
  get #body() { return this.querySelector("[data-rows]"); }
  get #picks() { return [...this.querySelectorAll(".mention-pick")]; }

  move(step) {
    const rows = rowsOf(this);
    const at = rows.indexOf(this.active);
    const row = rows[at < 0 ? this.#firstInView(rows) : Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (!row) return;
    this.#activate(row);
    row.querySelector(".mention-title a")?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  tick(range) {
    const pick = this.active?.querySelector(".mention-pick");
    if (!pick) return;
    if (range && this.#last?.isConnected) this.#range(this.#last, pick);
    else pick.checked = !pick.checked;
    this.#last = pick;
    this.#picked();
  }

  /** Where one chooses whom to give what is ticked to; without ticks it is the active row. */
  give() {
    const choice = this.querySelector("[data-key=a]");
    if (!choice) return false;
    if (!this.dataset.picked) this.tick(false);
    return this.dataset.picked ? choice : true;
  }

  #firstInView(rows) {
    const at = rows.findIndex((row) => row.getBoundingClientRect().bottom > 0);
    return Math.max(at, 0);
  }

  #activate(row) {
    if (!row || row === this.active) return;
    this.active?.removeAttribute("data-active");
    row.dataset.active = "";
  }

  #click(event) {
    const all = event.target.closest("[data-pick]");
    if (all) {
      for (const pick of this.#picks) pick.checked = all.dataset.pick === "all";
      this.#picked();
    }
    if (event.target.matches(".mention-pick")) {
      if (event.shiftKey && this.#last?.isConnected) this.#range(this.#last, event.target, event.target.checked);
      this.#last = event.target;
      this.#picked();
    }
    const row = event.target.closest("[data-mention]");
    if (row) this.#activate(row);
  }

  #range(from, to, checked = true) {
    const picks = this.#picks;
    const [start, end] = [picks.indexOf(from), picks.indexOf(to)].sort((one, other) => one - other);
    for (const pick of picks.slice(start, end + 1)) pick.checked = checked;
  }

  #picked() {
    const count = this.#picks.filter((pick) => pick.checked).length;
    if (count) this.dataset.picked = count;
    else delete this.dataset.picked;
    const words = this.querySelector(".bulk-count");
    if (words && count) words.textContent = count === 1 ? this.dataset.pickedOne : this.dataset.pickedMany.replace("2", count.toLocaleString(document.documentElement.lang));
  }

  // A star or a done mark shows at once; the server's own row replaces it when it comes, or the mark is taken back and the reason told.
  async #act(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const form = event.target;
    const button = event.submitter;
    const row = form.closest("[data-mention]");
    const before = { pressed: button.getAttribute("aria-pressed"), done: "done" in row.dataset, unread: "unread" in row.dataset };
    // Of several words one holds; said again it still does.
    const choice = button.closest("[data-choice]");
    const pressed = Boolean(choice) || before.pressed !== "true";
    for (const other of choice?.querySelectorAll("button") ?? []) other.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", String(pressed));
    // Of the two words that label a mention, one at most holds; once it is said the next mention waits.
    const body = new URLSearchParams(new FormData(form, button));
    const pair = [...(button.closest("[data-labels]")?.querySelectorAll("button") ?? [])].map((one) => ({ one, said: one.getAttribute("aria-pressed"), word: one.value }));
    for (const { one } of pair) {
      if (one !== button) one.setAttribute("aria-pressed", "false");
      one.value = one === button && pressed ? "none" : one.dataset.label;
    }
    if (pair.length && pressed && row === this.active) this.move(1);
    if (button.dataset.key === "e") {
      row.toggleAttribute("data-done", pressed);
      if (pressed) row.removeAttribute("data-unread");
      if (pressed && row === this.active) this.move(1);
    }
    try {
      const page = await pageAt(button.formAction, { method: "POST", body });
      const fresh = page.getElementById(row.id);
      if (fresh && row.isConnected) this.#replace(row, document.importNode(fresh, true));
      this.#tell(page);
    } catch {
      button.setAttribute("aria-pressed", before.pressed ?? "false");
      for (const { one, said, word } of pair) {
        one.setAttribute("aria-pressed", said);
        one.value = word;
      }
      row.toggleAttribute("data-done", before.done);
      row.toggleAttribute("data-unread", before.unread);
      announce(this.dataset.failed);
    }
  }

  // A list that grew would be drawn again from its head: what was ticked far down is asked for again where it stands.
  async #actOnMany(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const { target: form, submitter } = event;
    const ticked = rowsOf(this).filter((row) => row.querySelector(".mention-pick")?.checked);
    try {
      const page = await pageAt(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, submitter)) });
      this.#tell(page);
      for (const href of new Set(ticked.map((row) => this.#pageOf(row)))) {
        const drawn = await pageAt(href);
        for (const row of ticked) {
          const fresh = drawn.getElementById(row.id);
          if (fresh && row.isConnected) this.#replace(row, document.importNode(fresh, true));
        }
      }
    } catch {
      announce(this.dataset.failed);
    }
  }

  #pageOf(row) {
    const rows = rowsOf(this);
    return rows.slice(0, rows.indexOf(row) + 1).findLast((one) => one.dataset.page)?.dataset.page ?? location.href;
  }

  #replace(row, fresh) {
    const focused = row.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const ticked = row.querySelector(".mention-pick")?.checked;
    row.toggleAttribute("data-unread", "unread" in fresh.dataset);
    row.toggleAttribute("data-done", "done" in fresh.dataset);
    row.replaceChildren(...fresh.childNodes);
    const pick = row.querySelector(".mention-pick");
    if (pick && ticked) pick.checked = true;
    if (focused) row.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  // What the answering page says (and offers to undo) is said here too.
  #tell(page) {
    const said = page.querySelector("#flashes");
    const here = document.getElementById("flashes");
    if (!said?.childElementCount || !here) return;
    here.classList.add("toasts");
    here.replaceChildren(...[...said.childNodes].map((node) => document.importNode(node, true)));
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => { if (!here.matches(":hover, :focus-within")) here.replaceChildren(); }, TOLD_MS);
  }

  #watch() {
    const next = this.querySelector(".pager [rel=next]");
    if (next && this.#followed < PAGES_MAX) this.#ends.observe(next);
  }

  async #follow() {
    const next = this.querySelector(".pager [rel=next]");
    if (!next || next.dataset.following) return;
    next.dataset.following = "1";
    this.#ends.unobserve(next);
    this.dataset.extended = "";
    const status = this.querySelector(".pager > span");
    if (status) status.textContent = this.dataset.loading;
    try {
      const page = await pageAt(next.href);
      const list = page.querySelector("mention-list");
      if (!this.isConnected || !list) return;
      const known = new Set(rowsOf(this).map((row) => row.id));
      const rows = rowsOf(list).filter((row) => !known.has(row.id)).map((row) => document.importNode(row, true));
      if (rows[0]) rows[0].dataset.page = next.href;
      const top = rowsOf(this)[0];
      if (top && !top.dataset.page) top.dataset.page = location.href;
      this.#body.append(...rows);
      const pager = list.querySelector(".pager");
      if (pager) this.querySelector(".pager").replaceWith(document.importNode(pager, true));
      const more = this.querySelector(".pager [rel=next]");
      if (!more) this.querySelector(".pager > span").textContent = this.dataset.end;
      this.#followed = rows.length ? this.#followed + 1 : PAGES_MAX;
      this.#watch();
    } catch {
      delete next.dataset.following;
      if (status) status.textContent = this.dataset.failed;
    }
  }

  // The address follows the reader down the list, so that coming back or sending it leads to the same place.
  #place() {
    this.#placing = 0;
    const starts = [...this.querySelectorAll("[data-page]")];
    const reached = starts.findLast((row) => row.getBoundingClientRect().top < innerHeight * REACHED) ?? starts[0];
    const href = reached?.dataset.page;
    if (!href || href === location.href || !this.isConnected) return;
    const address = new URL(href);
    session.history.replace(address, session.history.restorationIdentifier);
    session.view.lastRenderedLocation = address;
  }
});
