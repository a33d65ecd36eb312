// "4 min" stays true while the page stays open, in the words the server uses, which are the same in every language.
// What is not a minute old, what is older than a day and what is to come keep the server's words.
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function refresh() {
  if (document.hidden) return;
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const age = Date.now() - Date.parse(time.dateTime);
    if (!(age >= MINUTE_MS && age < DAY_MS)) continue;
    const words = age < HOUR_MS ? `${Math.floor(age / MINUTE_MS)}\u00a0min` : `${Math.floor(age / HOUR_MS)}\u00a0h`;
    if (time.textContent !== words) time.textContent = words;
  }
}
setInterval(refresh, MINUTE_MS);
addEventListener("visibilitychange", refresh, true);
