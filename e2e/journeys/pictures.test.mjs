// The demo as the README shows it: Today, Listen and a topic, in the sixty days that were said before it began.

import { after, before, describe, it } from "node:test";
import { openPage, PHONE, startBrowser } from "../harness/browser.mjs";
import { inside, enterDemo } from "../harness/installation.mjs";
import { assertGoodPage, picture } from "../harness/look.mjs";

describe("the demo", () => {
  let browser, demo, state, home;
  before(async () => {
    browser = await startBrowser();
    ({ demo, home, state } = await enterDemo(browser));
  });
  after(async () => {
    await browser?.close();
    await demo?.end();
  });

  for (const [name, look] of [
    ["", { theme: "light" }],
    ["-dark", { theme: "dark" }],
    ["-phone", { theme: "light", size: PHONE }],
  ]) {
    it(`is a pleasure to look at${name}`, async () => {
      const page = await openPage(browser, { ...look, state });
      await page.goto(home);
      for (const room of ["today", "listen", "mentions"]) {
        await page.goto(inside(page, room));
        await page.getByRole("heading", { level: 1 }).waitFor();
        await picture(page, `${room}${name}`);
        await assertGoodPage(page);
      }
      await page.goto(inside(page, "listen"));
      await page.locator("main").getByRole("link", { name: /^\s*Solenne\s*$/ }).first().click();
      await page.getByRole("heading", { level: 1, name: "Solenne" }).waitFor();
      await picture(page, `topic${name}`);
      await assertGoodPage(page);
    });
  }
});
