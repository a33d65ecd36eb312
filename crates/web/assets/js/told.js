// What the answer to a form says is in sight, wherever on a long page the button was.

// How long (ms) the sentence of an act stays over the page; it then stands at its head.
const TOLD_MS = 15_000;

// What the last form came to, until the page that tells of it is drawn: true, false, or nothing to tell.
let success = null;
let telling;
addEventListener("turbo:submit-end", (event) => { success = Boolean(event.detail.success); });

const isInSight = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

// After an act: its sentence.
addEventListener("turbo:load", () => {
  const flashes = document.getElementById("flashes");
  if (success && flashes?.childElementCount && !isInSight(flashes)) {
    flashes.classList.add("toasts");
    clearTimeout(telling);
    telling = setTimeout(() => flashes.classList.remove("toasts"), TOLD_MS);
  }
  success = null;
});

// After a refusal: the first that is wrong, ready to be mended.
addEventListener("turbo:render", () => {
  if (success !== false) return;
  success = null;
  const wrong = document.querySelector('main :is([aria-invalid="true"], .notice[role]:not([hidden]))');
  if (!wrong) return;
  if (!isInSight(wrong)) wrong.scrollIntoView({ block: "center" });
  if (wrong.matches("[aria-invalid]")) wrong.focus({ preventScroll: true });
});
