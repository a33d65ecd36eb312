// The page draws itself again when something happened, without disturbing who is at work in it.
import { session } from "@hotwired/turbo";

// At most one redrawing within this time (ms).
const REFRESH_MS = 1500;
session.pageRefreshDebouncePeriod = REFRESH_MS;

// A redrawing that was asked for and waits.
let waiting = false;

// What the reader's hand has changed is not taken back: open folds, ticks, the active row, the place in a chart.
const KEPT_ATTRIBUTES = new Set(["open", "checked", "data-active", "data-picked", "data-extended", "tabindex"]);
addEventListener("turbo:before-morph-attribute", (event) => {
  if (KEPT_ATTRIBUTES.has(event.detail.attributeName)) event.preventDefault();
});
addEventListener("turbo:before-morph-element", (event) => {
  if (event.target.closest?.("[data-kept], mention-list[data-extended]")) event.preventDefault();
});

// A page that nobody looks at lets its stream go after a while: browsers open six connections to a site, and each tab would hold one.
const UNSEEN_MS = 60_000;
let leaving;
addEventListener("visibilitychange", () => {
  clearTimeout(leaving);
  const source = document.querySelector("turbo-stream-source");
  if (!source) return;
  if (document.hidden) {
    leaving = setTimeout(() => { source.disconnectedCallback(); source.streamSource = null; }, UNSEEN_MS);
  } else if (source.isConnected && !source.streamSource) {
    source.connectedCallback();
    waiting = true;
  }
}, true);

// A form with words in it, an open dialog or a page nobody looks at waits: the redrawing comes when it is over.
const changed = new WeakSet();
addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.method === "post" && !event.target.matches(".mention-pick")) changed.add(form);
}, true);
addEventListener("reset", (event) => changed.delete(event.target), true);
const busy = () => document.hidden || document.querySelector("dialog[open]") || [...document.forms].some((form) => changed.has(form));

addEventListener("turbo:before-stream-render", (event) => {
  if (event.target.action !== "refresh" || !busy()) return;
  event.preventDefault();
  waiting = true;
});
const resume = () => {
  if (!waiting || busy()) return;
  waiting = false;
  session.refresh(document.baseURI);
};
addEventListener("visibilitychange", resume, true);
addEventListener("close", () => setTimeout(resume), true);
addEventListener("turbo:load", () => { waiting = false; });
