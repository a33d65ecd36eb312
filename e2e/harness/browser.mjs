// Chromium, and pages in it that are watched: an error in the console or a refused resource fails the journey.

import { chromium } from "playwright-core";

/** Debian's Chromium, quiet, and speaking to nobody but the pages. */
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** How long a page may take to show something that is waited for, in milliseconds. */
const SHOWN_MS_MAX = 15_000;

/** The sizes of window that the journeys look at. */
export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
export const NARROW = { width: 320, height: 640 };

/** Starts a browser with a profile of its own. */
export async function startBrowser() {
  const executablePath = process.env.PARVIS_CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * A page in a fresh session. `scripts: false` turns JavaScript off, `theme` is `light` or `dark`, `locale` as in a browser's settings.
 * `page.complaints` holds what the console and the network complained about.
 */
export async function openPage(browser, { scripts = true, theme = "light", locale = "en-GB", size = DESK, state } = {}) {
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    colorScheme: theme,
    locale,
    timezoneId: "Europe/Paris",
    viewport: size,
    reducedMotion: "reduce",
    storageState: state,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(SHOWN_MS_MAX);
  page.scripts = scripts;
  page.theme = theme;
  page.complaints = [];
  page.on("console", (message) => {
    // What failed to load is told below, with its address.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) page.complaints.push(message.text());
  });
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("response", (response) => {
    if (!isExpected(response)) page.complaints.push(`${response.status()} ${response.url()}`);
  });
  return page;
}

/** A page that is not there and a form with a fault (422) are answers; a missing script or picture is not. */
function isExpected(response) {
  const status = response.status();
  return status < 400 || status === 422 || (status < 500 && response.request().isNavigationRequest());
}
