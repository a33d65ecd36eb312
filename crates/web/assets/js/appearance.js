// Theme and rail change at once; the server is told by the same form as without scripts.
const root = document.documentElement;
const YEAR_S = 365 * 24 * 60 * 60;

addEventListener("click", (event) => {
  const choice = event.target.closest?.("[data-theme-choice]");
  if (choice) {
    root.dataset.theme = choice.dataset.themeChoice;
    for (const button of document.querySelectorAll("[data-theme-choice]")) button.setAttribute("aria-pressed", String(button.dataset.themeChoice === root.dataset.theme));
  }
  const toggle = event.target.closest?.("[data-rail-toggle]");
  if (toggle) {
    const narrow = root.dataset.rail !== "narrow";
    if (narrow) root.dataset.rail = "narrow";
    else delete root.dataset.rail;
    document.cookie = `rail=${narrow ? "narrow" : "wide"}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`;
  }
}, true);

// The elements outside <body> are not redrawn by navigation: the choices that the server knows are taken over from each new page.
addEventListener("turbo:before-render", (event) => {
  const fresh = event.detail.newBody.closest?.("html")?.dataset ?? {};
  for (const name of ["theme", "density"]) if (fresh[name]) root.dataset[name] = fresh[name];
});
if (document.cookie.includes("rail=narrow")) root.dataset.rail = "narrow";

const mac = /Mac|iPhone|iPad/.test(navigator.platform);
const name = () => { if (mac) for (const key of document.querySelectorAll("kbd[data-mod]")) key.textContent = "⌘ K"; };
addEventListener("turbo:load", name);
