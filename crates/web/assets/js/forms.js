// Forms that send themselves, files that are dropped, words that are copied, folds that close.
import { announce } from "./announce.js";

// How long one must stop typing (ms) before a filter sends itself.
const TYPING_MS = 400;
// How long a button says that it copied (ms).
const COPIED_MS = 1600;

let typing;
const send = (form) => {
  clearTimeout(typing);
  if (form.isConnected) form.requestSubmit();
};
addEventListener("change", (event) => {
  const form = event.target.form;
  // A period takes the place of the days and of the point of the chart that were chosen before it.
  if (event.target.matches("[data-autosubmit] select[name=period]")) {
    for (const name of ["from", "to", "at"]) if (form.elements[name]) form.elements[name].value = "";
  }
  if (form?.matches("[data-autosubmit]") && !event.target.matches('[type="search"], [type="text"]')) send(form);
});
addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.matches("[data-autosubmit]") || !event.target.matches('[type="search"], [type="text"]')) return;
  clearTimeout(typing);
  typing = setTimeout(send, TYPING_MS, form);
});
// An empty filter does not lengthen the address.
addEventListener("formdata", (event) => {
  if (!event.target.matches("[data-autosubmit]")) return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});

addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (button) {
    const words = button.querySelector("span") ?? button;
    const before = words.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      words.textContent = button.dataset.copied ?? before;
      announce(button.dataset.copied);
      setTimeout(() => { words.textContent = before; }, COPIED_MS);
    } catch {
      getSelection().selectAllChildren(button.previousElementSibling ?? button);
    }
  }
  for (const details of document.querySelectorAll("details[data-closes][open]")) if (!details.contains(event.target)) details.open = false;
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const details = event.target.closest?.("details[data-closes][open]");
  if (!details) return;
  details.open = false;
  details.querySelector("summary").focus();
});

customElements.define("file-drop", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("dragover", (event) => { event.preventDefault(); this.dataset.over = ""; });
    this.addEventListener("dragleave", () => delete this.dataset.over);
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      delete this.dataset.over;
      const input = this.querySelector("input[type=file]");
      if (!event.dataTransfer?.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
});
