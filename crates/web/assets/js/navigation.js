// Turbo, set so that it never writes a style into the page, and so that a filter keeps the field one is in.
import { config } from "@hotwired/turbo";

// The longest delay a timer holds (ms): the library's own progress bar, which injects a <style>, never comes. Ours is in frame.css.
const NEVER_MS = 2 ** 31 - 1;
config.drive.progressBarDelay = NEVER_MS;

// A button at work says so and cannot be pressed twice; it keeps the focus, which `disabled` would lose.
config.forms.submitter = {
  beforeSubmit(button) {
    button.setAttribute("aria-busy", "true");
    button.setAttribute("aria-disabled", "true");
  },
  afterSubmit(button) {
    button.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
  },
};
addEventListener("submit", (event) => {
  if (event.submitter?.getAttribute("aria-disabled") === "true") event.preventDefault();
}, true);

// Between two addresses of the same page (a filter, a tab) the focus goes back to the element of the same id.
let left = null;
addEventListener("turbo:before-render", () => {
  const field = document.activeElement;
  left = field?.id ? { id: field.id, path: location.pathname, from: field.selectionStart, to: field.selectionEnd } : null;
});
addEventListener("turbo:render", () => {
  if (!left || left.path !== location.pathname || document.activeElement !== document.body) return;
  const field = document.getElementById(left.id);
  field?.focus({ preventScroll: true });
  if (left.from !== null && field?.setSelectionRange) try { field.setSelectionRange(left.from, left.to); } catch { /* a field without a caret */ }
  left = null;
});

// What was opened to look at the page before is closed in its stored picture.
addEventListener("turbo:before-cache", () => {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  for (const details of document.querySelectorAll("details[data-closes][open]")) details.open = false;
  document.querySelector(".tip")?.remove();
});

// Where tabs are wider than the page, the one that one is on is in sight.
addEventListener("turbo:load", () => {
  for (const on of document.querySelectorAll(".tabs [aria-current]")) {
    const tabs = on.closest(".tabs");
    const hidden = on.getBoundingClientRect().right - tabs.getBoundingClientRect().right;
    if (hidden > 0) tabs.scrollLeft += hidden + tabs.clientWidth / 4;
  }
});
