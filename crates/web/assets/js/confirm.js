// Before something is lost: a dialog that says what, and that gives the focus back.
const agreed = new WeakSet();

addEventListener("submit", (event) => {
  const asking = [event.submitter, event.target].find((element) => element?.dataset?.confirm);
  if (!asking) return;
  if (agreed.delete(asking)) return;
  const pattern = document.getElementById("confirm");
  if (!pattern) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const dialog = pattern.content.firstElementChild.cloneNode(true);
  dialog.querySelector("p").textContent = asking.dataset.confirm;
  if (asking.dataset.confirmTitle) dialog.querySelector("h2").textContent = asking.dataset.confirmTitle;
  dialog.dataset.kept = "";
  dialog.addEventListener("close", () => {
    const yes = dialog.returnValue === "yes";
    dialog.remove();
    (event.submitter ?? document.body).focus();
    if (!yes || !event.target.isConnected) return;
    agreed.add(asking);
    event.target.requestSubmit(event.submitter);
  });
  document.body.append(dialog);
  dialog.showModal();
}, true);
