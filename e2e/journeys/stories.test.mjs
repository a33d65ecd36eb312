// One text on two sites: a copy is told beside the mention, its story has a page, and the stream counts raw or by story.

import { after, before, describe, it } from "node:test";
import { startBrowser } from "../harness/browser.mjs";
import { startFeedsSite } from "../harness/feeds_site.mjs";
import { addSource, addTopic, inside, makeOwner, openPageIn, startInstallation } from "../harness/installation.mjs";
import { assertGoodPage } from "../harness/look.mjs";
import { until } from "../harness/waits.mjs";
import { wordsOf } from "../harness/words.mjs";

const TEXT =
  "The maker Solenne calls back four thousand jackets of last winter because the zip may open by itself when it freezes, and pays the way.";
const FIRST = { title: "Solenne calls jackets back", text: TEXT };
const COPY = { title: "Four thousand zips", text: `${TEXT} Read also: ten pictures of the week.` };
const OTHER = { title: "Solenne opens a shop", text: "A shop of Solenne opens in the old market hall in spring, with a workshop for repairs." };

describe("a story", () => {
  let browser, site;
  before(async () => {
    browser = await startBrowser();
    site = await startFeedsSite(["alpine"]);
    for (const article of [FIRST, COPY, OTHER]) site.publish("alpine", article);
  });
  after(async () => {
    await browser?.close();
    await site?.end();
  });

  for (const [language, scripts] of [["en", true], ["fr", false]]) {
    it(`is one of several copies and counts once (${language}, scripts ${scripts ? "on" : "off"})`, async () => {
      const words = wordsOf(language);
      const installation = await startInstallation();
      try {
        const page = await openPageIn(browser, words, { scripts });
        await makeOwner(page, installation, words);
        await addTopic(page, words, { name: "The brand", names: ["Solenne"] });
        await addSource(page, words, site.pageOf("alpine"));
        await page.goto(inside(page, "mentions"));
        await until(page, page.getByRole("link", { name: FIRST.title }));
        const copies = page.getByRole("link", { name: /^2 copies/ });
        await copies.first().waitFor();
        await assertGoodPage(page);

        await page.getByRole("link", { name: words.name("stories-by-story") }).click();
        await page.getByText(/^2 (stories|histoires)$/).first().waitFor();
        await page.getByRole("link", { name: OTHER.title }).waitFor();
        await assertGoodPage(page);

        await copies.first().click();
        await page.getByRole("heading", { name: words.name("stories-all") }).waitFor();
        await page.getByRole("link", { name: COPY.title }).first().waitFor();
        await page.getByRole("link", { name: FIRST.title }).first().waitFor();
        await assertGoodPage(page);
      } finally {
        await installation.end();
      }
    });
  }
});
