// Working through the stream of mentions: one keeps one's filter and one's place, and nothing is done that was not chosen.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DESK, openPage, startBrowser } from "../harness/browser.mjs";
import { enterDemo, inside } from "../harness/installation.mjs";
import { wordsOf } from "../harness/words.mjs";

/** Rows from which on the list has been fetched on by scrolling, more than once. */
const GROWN_ROWS = 80;

describe("the stream of mentions", () => {
  const words = wordsOf("fr");
  let browser, demo, page;
  before(async () => {
    browser = await startBrowser();
    let home, state;
    ({ demo, home, state } = await enterDemo(browser, { days: 20 }));
    page = await openPage(browser, { size: DESK, theme: "light", state });
    await page.goto(home);
  });
  after(async () => {
    await browser?.close();
    await demo?.end();
  });

  const picked = () => page.locator("mention-list").getAttribute("data-picked");
  const focused = () => page.evaluate(() => document.activeElement.name);

  it("follows a point of its chart, and then a period that is chosen instead", async () => {
    await page.goto(inside(page, "mentions"));
    await page.locator("chart-tip a").nth(12).click({ force: true });
    await page.waitForURL(/[?&]at=/);
    await page.locator("select[name=period]").selectOption("7d");
    await page.waitForURL((url) => url.searchParams.get("period") === "7d" && !url.searchParams.has("at"));
  });

  it("keeps its filter while one acts on a mention's page", async () => {
    await page.goto(inside(page, "mentions?topic=1"));
    await page.keyboard.press("j");
    await page.keyboard.press("o");
    await page.waitForURL(/mentions\/\d+\?topic=1$/);
    const starred = page.waitForResponse((answer) => /\/(un)?star$/.test(answer.url()));
    await page.keyboard.press("s");
    await starred;
    await page.locator("html:not([aria-busy])").waitFor({ state: "attached" });
    assert.match(page.url(), /mentions\/\d+\?topic=1$/);
  });

  it("gives to nobody whom one did not choose", async () => {
    await page.goto(inside(page, "mentions"));
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    assert.deepEqual([await picked(), await focused()], ["1", "assignee"]);
    await page.locator(".bulk button[value=assign]").click();
    await page.getByText(words.within("mentions-assign-empty")).waitFor();
  });

  it("keeps its rows and one's place when what is ticked far down is given to somebody", async () => {
    await page.goto(inside(page, "mentions"));
    const rows = page.locator("[data-mention]");
    while (await rows.count() < GROWN_ROWS) {
      const before = await rows.count();
      await rows.last().scrollIntoViewIfNeeded();
      await page.waitForFunction((count) => document.querySelectorAll("[data-mention]").length > count, before);
    }
    const row = rows.nth(GROWN_ROWS - 10);
    await row.locator(".mention-pick").check();
    const id = await row.getAttribute("id");
    await page.locator(".bulk select[name=assignee]").selectOption({ index: 2 });
    const name = await page.locator(".bulk select[name=assignee] option").nth(2).textContent();
    await page.locator(".bulk button[value=assign]").click();
    await page.locator(`#${id} .meta`).getByText(name).waitFor();
    assert.ok(await rows.count() >= GROWN_ROWS, "the list is as long as it was");
    assert.ok(await row.isVisible() && (await page.evaluate(() => scrollY)) > 0, "and stands where it stood");
    assert.deepEqual(page.complaints, []);
  });
});
