// The page draws itself again when something happened, without disturbing who is at work in it.
import { session } from "@hotwired/turbo";

// News of so long are gathered into one redrawing (ms).
const REFRESH_MS = 1500;

// News that no redrawing has shown yet; the timer until one is tried; whether one is being asked for, and whether the visit underway is one.
let waiting = false;
let gathering;
let asking = false;
let redrawing = false;

// What the reader's hand has changed is not taken back: open folds, ticks, the active row, the place in a chart.
const KEPT_ATTRIBUTES = new Set(["open", "checked", "data-active", "data-picked", "data-extended", "tabindex"]);
addEventListener("turbo:before-morph-attribute", (event) => {
  const { attributeName } = event.detail;
  // What is half typed into a filter has not asked for anything yet.
  const isTyped = redrawing && attributeName === "value" && event.target === document.activeElement;
  if (isTyped || KEPT_ATTRIBUTES.has(attributeName)) event.preventDefault();
});
addEventListener("turbo:before-morph-element", (event) => {
  if (event.target.closest?.("[data-kept], mention-list[data-extended]")) event.preventDefault();
  // A redrawing after news is nobody's act: the sentence of the last act stays, and so do words typed since it was asked for.
  if (redrawing && (event.target.id === "flashes" || changed.has(event.target))) event.preventDefault();
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

// A form with words in it or on its way, an open dialog or a page nobody looks at waits: the redrawing comes when it is over.
// Turbo would cancel a form's request for it, and its answer with the sentence of the act would be lost.
const changed = new WeakSet();
/** Says that a form holds what its page does not know yet. */
export const touch = (form) => changed.add(form);
const sending = new Set();
addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.method === "post" && !event.target.matches(".mention-pick")) touch(form);
}, true);
addEventListener("reset", (event) => changed.delete(event.target), true);
addEventListener("turbo:submit-start", (event) => {
  // Turbo has just cancelled the visit that was underway.
  waiting ||= redrawing;
  redrawing = false;
  sending.add(event.detail.formSubmission);
});
addEventListener("turbo:submit-end", (event) => {
  sending.delete(event.detail.formSubmission);
  if (event.detail.success) changed.delete(event.detail.formSubmission.formElement);
  gather();
});
// A pointer that rests on an act of the stream would stand on another mention's when rows have come.
const ACTS = "mention-list :is(button, input, summary, a):hover";
const busy = () => sending.size > 0 || document.hidden || document.querySelector(ACTS) || document.querySelector("dialog[open]") || [...document.forms].some((form) => changed.has(form));

const gather = () => {
  gathering ??= setTimeout(() => {
    gathering = undefined;
    resume();
  }, REFRESH_MS);
};
const resume = () => {
  if (!waiting || session.navigator.currentVisit?.state === "started" || busy()) return;
  asking = true;
  session.visit(document.baseURI, { action: "replace", shouldCacheSnapshot: false, refresh: {} });
  asking = false;
};
addEventListener("turbo:before-stream-render", (event) => {
  if (event.target.action !== "refresh") return;
  event.preventDefault();
  waiting = true;
  gather();
});
// A redrawing says that it is one, so that the sentence for the page after an act is not spent on it.
addEventListener("turbo:before-fetch-request", (event) => {
  if (asking) event.detail.fetchOptions.headers["Parvis-Redraw"] = "1";
});
// A redrawing that does not reach the server leaves the page as it is; Turbo would load it anew, and show that there is none.
addEventListener("turbo:fetch-request-error", (event) => {
  if (!redrawing || event.target !== document.documentElement) return;
  event.preventDefault();
  session.navigator.stop();
  redrawing = false;
  waiting = true;
});
// What happens from here on is not in the answer.
addEventListener("turbo:visit", () => {
  waiting = false;
  redrawing = asking;
});
addEventListener("turbo:load", () => {
  redrawing = false;
  if (waiting) gather();
});
addEventListener("visibilitychange", resume, true);
addEventListener("pointerout", () => { if (waiting) gather(); });
addEventListener("close", () => setTimeout(resume), true);
