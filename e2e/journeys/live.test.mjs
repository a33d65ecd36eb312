// News come in while somebody is at work in a page: what was told, what is being typed and what is on its way all stay.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { startBrowser } from "../harness/browser.mjs";
import { inside, makeOwner, openPageIn, startInstallation } from "../harness/installation.mjs";
import { wordsOf } from "../harness/words.mjs";

/** Longer than news wait to be shown, in milliseconds: 700 at the server and 1500 in the page, each at most twice. */
const SHOWN_BY_THEN_MS = 5000;

describe("an open page", () => {
  const words = wordsOf("en");
  let browser, installation, page, elsewhere;

  /** Writes a note into the calendar. */
  async function note(on, text, hold = async () => {}) {
    await on.getByLabel(words.name("plan-mark-from")).fill("2031-03-12");
    await on.getByLabel(words.name("plan-mark-words")).fill(text);
    await on.getByRole("button", { name: words.name("plan-mark-add") }).click();
    await hold();
    await on.getByText(words.within("plan-mark-added")).first().waitFor();
  }

  /** Keeps the next request that `is` says from leaving; `held` tells of it, `release` lets it go. */
  async function keepBack(place, is) {
    const held = page.waitForRequest(is);
    let release;
    const released = new Promise((resolve) => { release = resolve; });
    let isKept = false;
    await page.route(inside(page, place), async (route) => {
      if (!isKept && is(route.request())) {
        isKept = true;
        await released;
      }
      return route.fallback();
    });
    return { held, release };
  }

  before(async () => {
    browser = await startBrowser();
    installation = await startInstallation();
    page = await openPageIn(browser, words);
    await makeOwner(page, installation, words);
    await page.goto(inside(page, "publish/days"));
    elsewhere = await openPageIn(browser, words, { state: await page.context().storageState() });
    await elsewhere.goto(page.url());
  });
  after(async () => {
    await browser?.close();
    await installation?.end();
  });

  it("keeps the sentence of an act when news redraw it", async () => {
    await note(page, "Open day");
    await note(elsewhere, "Trade fair");
    await page.getByText("Trade fair").waitFor();
    assert.ok(await page.getByText(words.within("plan-mark-added")).first().isVisible());
  });

  it("keeps what is typed while it is being redrawn", async () => {
    const { held, release } = await keepBack("publish/days", (request) => request.headers()["parvis-redraw"] === "1");
    await note(elsewhere, "School holidays");
    await held;
    await page.getByLabel(words.name("plan-mark-words")).fill("Half of a sent");
    release();
    await page.getByText("School holidays").waitFor();
    assert.equal(await page.getByLabel(words.name("plan-mark-words")).inputValue(), "Half of a sent");
  });

  it("keeps what is half typed into a filter", async () => {
    await page.goto(inside(page, "mentions"));
    const { held, release } = await keepBack("mentions", (request) => request.headers()["parvis-redraw"] === "1");
    await note(elsewhere, "Stocktaking");
    await held;
    const search = page.getByRole("searchbox").first();
    const drawn = page.evaluate(() => new Promise((resolve) => { addEventListener("turbo:morph", resolve, { once: true }); }).then(() => true));
    // The words ask for themselves a moment after the last letter; before that they are in the page alone.
    await search.evaluate((field) => { field.focus(); field.value = "half"; });
    release();
    assert.ok(await drawn);
    assert.equal(await search.inputValue(), "half");
    await page.goto(inside(page, "publish/days"));
  });

  it("sends a form in spite of news", async () => {
    await page.reload();
    const { held, release } = await keepBack("publish/days", (request) => request.method() === "POST");
    const redrawn = [];
    page.on("request", (request) => { if (request.headers()["parvis-redraw"]) redrawn.push(request.url()); });
    await note(page, "New jacket", async () => {
      await held;
      await note(elsewhere, "Press day");
      await pause(SHOWN_BY_THEN_MS);
      assert.deepEqual(redrawn, [], "a redrawing waits for the form");
      release();
    });
    await page.getByText("New jacket").waitFor();
    await page.getByText("Press day").waitFor();
    await note(elsewhere, "Afterwards");
    await page.getByText("Afterwards").waitFor();
  });
});
