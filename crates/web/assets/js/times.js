// "4 min ago" stays true while the page stays open. Beyond a day the server's words hold.
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function refresh() {
  if (document.hidden) return;
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto", style: "short" });
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const distance = Date.parse(time.dateTime) - Date.now();
    if (!(Math.abs(distance) < DAY_MS)) continue;
    const hours = Math.abs(distance) >= HOUR_MS;
    const words = format.format(Math.trunc(distance / (hours ? HOUR_MS : MINUTE_MS)), hours ? "hour" : "minute");
    if (time.textContent !== words) time.textContent = words;
  }
}
setInterval(refresh, MINUTE_MS);
addEventListener("visibilitychange", refresh, true);
