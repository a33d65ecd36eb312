// Every kind of page of a living workspace: axe finds nothing, it fits its window, the console is silent.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DESK, NARROW, openPage, PHONE, startBrowser } from "../harness/browser.mjs";
import { enterDemo } from "../harness/installation.mjs";
import { assertGoodPage } from "../harness/look.mjs";
import { walk } from "../harness/walk.mjs";

/** The kinds of pages that have to be found at least, as the ends of their addresses. */
const KINDS = ["/today", "/listen", "/topics/N", "/topics/N/dashboard", "/dashboard?period", "/authors?period", "/authors/A", "/mentions", "/mentions/N", "/signals", "/sources", "/alerts", "/settings", "/me"];

describe("every page", () => {
  let browser, demo, state, home;
  before(async () => {
    browser = await startBrowser();
    ({ demo, home, state } = await enterDemo(browser, { days: 20 }));
  });
  after(async () => {
    await browser?.close();
    await demo?.end();
  });

  for (const [name, look] of [
    ["on a desk, light", { size: DESK, theme: "light" }],
    ["on a phone, dark", { size: PHONE, theme: "dark" }],
    ["320 px wide, scripts off", { size: NARROW, theme: "light", scripts: false }],
  ]) {
    it(`is good ${name}`, async () => {
      const page = await openPage(browser, { ...look, state });
      await page.goto(home);
      const faults = [];
      const kinds = await walk(page, async (_, kind) => {
        page.complaints.length = 0;
        // All faults of all pages are told at once: mending them one run at a time would take a day.
        await assertGoodPage(page).catch((error) => faults.push(`${kind}: ${error.message}`));
      });
      assert.equal(faults.length, 0, `${faults.length} of ${kinds.length} kinds of pages have faults\n${faults.join("\n\n")}`);
      for (const kind of KINDS) assert.ok(kinds.some((found) => found.endsWith(kind)), `no page ${kind} among ${kinds.join(" ")}`);
    });
  }
});
