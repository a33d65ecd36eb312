// A draft keeps itself: while it is written, again after it was saved by hand, and on this machine while nothing answers.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startBrowser } from "../harness/browser.mjs";
import { inside, makeOwner, openPageIn, startInstallation } from "../harness/installation.mjs";
import { wordsOf } from "../harness/words.mjs";

const words = wordsOf("en");

/** Types the text of a post, letter by letter, in place of what is there. */
async function write(page, text) {
  await page.locator("#text").fill("");
  await page.locator("#text").pressSequentially(text);
}

/** Waits until the note beside the title says so. */
const noted = (page, key) => page.locator(".saved").getByText(words.within(key)).waitFor();

/** Whether it comes to be seen without the page being moved. */
async function isInSight(page, wanted) {
  await wanted.waitFor();
  const { top, bottom } = await wanted.evaluate((element) => element.getBoundingClientRect().toJSON());
  return bottom > 0 && top < page.viewportSize().height;
}

describe("a draft", () => {
  let browser, installation, page;
  before(async () => {
    browser = await startBrowser();
    installation = await startInstallation();
    page = await openPageIn(browser, words);
    await makeOwner(page, installation, words);
    await page.goto(inside(page, "posts/new"));
  });
  after(async () => {
    await browser?.close();
    await installation?.end();
  });

  it("keeps itself while it is written", async () => {
    await write(page, "First snow");
    await noted(page, "post-saved-now");
    await page.reload();
    assert.equal(await page.locator("#text").inputValue(), "First snow");
  });

  it("keeps what was typed while it was being kept", async () => {
    await page.goto(inside(page, "posts/new"));
    let release;
    const released = new Promise((resolve) => { release = resolve; });
    let kept = 0;
    await page.route(inside(page, "posts**"), async (route) => {
      const isKeeping = route.request().method() === "POST" && !route.request().url().endsWith("/preview");
      if (isKeeping && (kept += 1) === 1) await released;
      return route.fallback();
    });
    await write(page, "Snow");
    await page.waitForRequest((request) => request.method() === "POST" && request.url() === inside(page, "posts"));
    await page.keyboard.type(" and ice");
    const second = page.waitForResponse((response) => response.request().method() === "POST" && /posts\/\d+$/.test(response.url()));
    release();
    await second;
    await noted(page, "post-saved-now");
    await page.reload();
    assert.equal(await page.locator("#text").inputValue(), "Snow and ice");
  });

  it("goes on keeping itself after it was saved by hand", async () => {
    await write(page, "Second snow");
    await page.getByRole("button", { name: words.name("post-save") }).click();
    await page.getByText(words.within("post-saved")).first().waitFor();
    await write(page, "Third snow");
    await noted(page, "post-saved-now");
    await page.reload();
    assert.equal(await page.locator("#text").inputValue(), "Third snow");
  });

  it("loses nothing when it is sent and nothing answers", async () => {
    await write(page, "Fourth snow");
    await noted(page, "post-saved-now");
    await page.locator("#text").press("End");
    await page.context().setOffline(true);
    await page.keyboard.type(", on all roofs");
    await page.getByRole("button", { name: words.name("post-save") }).click();
    await noted(page, "post-kept-here");
    await page.context().setOffline(false);
    await noted(page, "post-saved-now");
    await page.reload();
    assert.equal(await page.locator("#text").inputValue(), "Fourth snow, on all roofs");
  });

  it("says what became of it where one is looking", async () => {
    await page.setViewportSize({ width: 1280, height: 420 });
    const save = page.getByRole("button", { name: words.name("post-save") });
    const elsewhere = await openPageIn(browser, words, { state: await page.context().storageState() });
    await elsewhere.goto(page.url());
    await elsewhere.setViewportSize(page.viewportSize());
    await write(page, "Fifth snow");
    await save.click();
    assert.ok(await isInSight(page, page.getByText(words.within("post-saved")).first()));
    await write(elsewhere, "Sixth snow");
    await elsewhere.getByRole("button", { name: words.name("post-save") }).click();
    assert.ok(await isInSight(elsewhere, elsewhere.getByText(words.within("post-conflict-title")).first()));
    await elsewhere.close();
    await page.getByRole("button", { name: words.name("post-plan") }).click();
    const day = page.locator("#due_day[aria-invalid]");
    assert.ok(await isInSight(page, day));
    assert.ok(await day.evaluate((field) => field === document.activeElement), "what is wrong can be mended at once");
  });
});
