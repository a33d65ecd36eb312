// A topic by its form, tried before it is saved, seen as a query, and corrected where it is underlined.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startBrowser } from "../harness/browser.mjs";
import { startFeedsSite } from "../harness/feeds_site.mjs";
import { addSource, inside, makeOwner, openPageIn, startInstallation } from "../harness/installation.mjs";
import { assertGoodPage } from "../harness/look.mjs";
import { wordsOf } from "../harness/words.mjs";

const SAID = { title: "A jacket by Solenne", text: "Warm and light." };
const OTHER = { title: "Solenne Martin sings", text: "A concert in the square." };

describe("a topic", () => {
  let browser, site;
  before(async () => {
    browser = await startBrowser();
    site = await startFeedsSite(["alpine"]);
    for (const article of [SAID, OTHER]) site.publish("alpine", article);
  });
  after(async () => {
    await browser?.close();
    await site?.end();
  });

  for (const [language, scripts] of [["en", true], ["fr", false]]) {
    it(`is made by a form that shows its query (${language}, scripts ${scripts ? "on" : "off"})`, async () => {
      const words = wordsOf(language);
      const installation = await startInstallation();
      try {
        const page = await openPageIn(browser, words, { scripts });
        await makeOwner(page, installation, words);
        await addSource(page, words, site.pageOf("alpine"));
        await site.visits.first(({ path }) => path === "/alpine/feed.xml", "a visit");
        await page.goto(inside(page, "topics/new"));
        await page.getByLabel(words.name("topics-name")).fill("The brand");
        await page.getByLabel(words.name("topics-names")).fill("Solenne");
        await page.getByLabel(words.name("topics-exclude")).fill("Solenne Martin");
        await page.getByRole("button", { name: words.name("topics-try") }).click();
        await page.getByRole("heading", { name: words.name("topics-tried") }).waitFor();
        await assertGoodPage(page);
        await page.getByRole("button", { name: words.name("topics-as-query") }).click();
        const query = page.getByLabel(words.name("topics-query"));
        assert.match(await query.inputValue(), /Solenne.*NOT.*"Solenne Martin"/is);
        await query.fill("Solenne NEAR/x jacket");
        if (scripts) {
          await page.getByRole("status").filter({ hasText: /NEAR/ }).first().waitFor();
        } else {
          await page.getByRole("button", { name: words.name("topics-save") }).click();
          await page.getByText(/NEAR/).first().waitFor();
        }
        await assertGoodPage(page);
        await query.fill('Solenne NOT "Solenne Martin"');
        await page.getByRole("button", { name: words.name("topics-save") }).click();
        await page.getByRole("heading", { level: 1, name: "The brand" }).waitFor();
        await assertGoodPage(page);
      } finally {
        await installation.end();
      }
    });
  }
});
