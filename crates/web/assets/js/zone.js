// A new account begins with the time zone of its browser, as long as nobody has chosen another.
function guess() {
  const select = document.querySelector("form[data-guess-zone] select[name=time_zone]");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!select || select.dataset.guessed || document.querySelector("form[data-guess-zone] [aria-invalid]")) return;
  select.dataset.guessed = "";
  if ([...select.options].some((option) => option.value === zone)) select.value = zone;
}
addEventListener("turbo:load", guess);
