// A table of posts with bad rows: every row is shown with what is wrong with it, the good ones are planned, and one of them comes again.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { NARROW, startBrowser } from "../harness/browser.mjs";
import { connectMastodon } from "../harness/channel.mjs";
import { inside, makeOwner, openPageIn, startInstallation } from "../harness/installation.mjs";
import { assertGoodPage } from "../harness/look.mjs";
import { startMastodon } from "../harness/mastodon_server.mjs";
import { wordsOf } from "../harness/words.mjs";

const TABLE = [
  "date;time;channels;text;link",
  "2031-03-12;09:30;solenne;First snow;https://solenne.example/snow",
  "2031-03-13;09:30;nobody;For nobody;",
  "2031-02-30;09:30;solenne;On no day;",
  "2031-03-14;;solenne;At no time;",
  '2031-03-14;18:00;solenne;"Two\nlines; and a semicolon";',
  ";;;Only a draft;",
].join("\n");

/** Slots of every day, so that a post finds one. */
async function slots(page, words) {
  await page.getByRole("link", { name: words.name("plan-slots-title") }).click();
  await page.getByRole("heading", { level: 1, name: words.name("plan-slots-title") }).waitFor();
  await assertGoodPage(page);
  for (let day = 0; day < 7; day += 1) await page.getByLabel(words.name(`plan-day-${day}`)).fill("08:15 21h");
  await page.getByRole("button", { name: words.name("access-save") }).click();
  await page.getByText(words.within("plan-slots-saved")).first().waitFor();
  assert.equal(await page.getByLabel(words.name("plan-day-0")).inputValue(), "08:15 21:00");
}

/** A row that was planned is made to come again, with its dates told. */
async function again(page, words) {
  await page.goto(inside(page, "publish?at=2031-03-12"));
  await page.getByRole("link", { name: /First snow/ }).click();
  await page.getByLabel(words.name("plan-repeat")).selectOption("weekly");
  if (!page.scripts) await page.getByRole("button", { name: words.name("post-preview") }).click();
  await page.locator("ol.next-dates > li").nth(4).waitFor();
  await assertGoodPage(page);
  await page.getByRole("button", { name: words.name("post-save-planned") }).click();
  await page.getByText(words.within("post-changed")).first().waitFor();
  await page.goto(inside(page, "publish?at=2031-03-12"));
  await page.locator('[data-day="2031-03-19"]').getByRole("link", { name: /First snow/ }).waitFor();
  await assertGoodPage(page);
}

describe("a table of posts", () => {
  let browser, server;
  before(async () => {
    browser = await startBrowser();
    server = await startMastodon();
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  for (const [language, scripts] of [["en", true], ["fr", false]]) {
    it(`is checked, shown and planned (${language}, scripts ${scripts ? "on" : "off"})`, async () => {
      const words = wordsOf(language);
      const installation = await startInstallation();
      try {
        const page = await openPageIn(browser, words, { scripts });
        await makeOwner(page, installation, words);
        await connectMastodon(page, words, server, "solenne");
        await slots(page, words);
        await page.goto(inside(page, "publish/import"));
        await assertGoodPage(page);
        await page.getByLabel(words.name("plan-import-file")).setInputFiles({ name: "posts.csv", mimeType: "text/csv", buffer: Buffer.from(TABLE) });
        await page.getByRole("button", { name: words.name("plan-import-check") }).click();
        await page.getByText(words.within("plan-import-bad", { n: 3, n_words: "3", total: 6 })).waitFor();
        await assertGoodPage(page);
        for (const bad of ["For nobody", "On no day", "At no time"]) {
          const row = page.getByRole("row").filter({ hasText: bad });
          await row.locator(".problems li").first().waitFor();
        }
        await page.setViewportSize(NARROW);
        await assertGoodPage(page);
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.getByRole("button", { name: words.name("plan-import-planned", { n: 2, n_words: "2" }) }).click();
        await page.getByText(words.within("plan-import-made-but", { n: 3, left: 3 })).first().waitFor();
        await assertGoodPage(page);
        await again(page, words);
        assert.ok(!server.published.all.some(({ text }) => text.includes("snow")), "nothing left before its time");
      } finally {
        await installation.end();
      }
    });
  }
});
