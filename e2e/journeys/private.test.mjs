// Somebody writes their telephone number: pages mask it until it is asked for, an owner chooses for all, and what was read is read again.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startBrowser } from "../harness/browser.mjs";
import { startFeedsSite } from "../harness/feeds_site.mjs";
import { addSource, addTopic, inside, makeOwner, openPageIn, startInstallation } from "../harness/installation.mjs";
import { assertGoodPage } from "../harness/look.mjs";
import { until } from "../harness/waits.mjs";
import { wordsOf } from "../harness/words.mjs";

const NUMBER = "06 39 98 12 34";
const SAID = { title: "Still waiting for Solenne", text: `Nobody of Solenne answers since Monday. Call me: ${NUMBER}, order 4711.` };

describe("what is private", () => {
  let browser, site;
  before(async () => {
    browser = await startBrowser();
    site = await startFeedsSite(["alpine"]);
    site.publish("alpine", SAID);
  });
  after(async () => {
    await browser?.close();
    await site?.end();
  });

  for (const [language, scripts] of [["en", true], ["fr", false]]) {
    it(`is masked until somebody asks (${language}, scripts ${scripts ? "on" : "off"})`, async () => {
      const words = wordsOf(language);
      const installation = await startInstallation();
      try {
        const page = await openPageIn(browser, words, { scripts });
        await makeOwner(page, installation, words);
        await addTopic(page, words, { name: "The brand", names: ["Solenne"] });
        await addSource(page, words, site.pageOf("alpine"));
        await page.goto(inside(page, "mentions"));
        await until(page, page.getByRole("link", { name: SAID.title }));
        await masked(page);
        await assertGoodPage(page);
        await page.getByRole("link", { name: words.name("understood-private-show") }).click();
        await page.getByText(NUMBER).first().waitFor();
        await assertGoodPage(page);
        await page.getByRole("link", { name: words.name("understood-private-hide") }).click();
        await page.getByRole("link", { name: words.name("understood-private-show") }).waitFor();
        await masked(page);
        await page.getByRole("link", { name: SAID.title }).first().click();
        await page.locator("#understood").waitFor();
        await masked(page);

        await page.goto(inside(page, "settings"));
        await page.getByRole("button", { name: words.name("understood-private-switch-off") }).click();
        await page.getByText(words.within("understood-private-switched-off")).first().waitFor();
        await page.goto(inside(page, "mentions"));
        await page.getByText(NUMBER).first().waitFor();

        await page.goto(inside(page, "settings/learning"));
        await page.getByRole("button", { name: words.begins("understood-reread-do", { days: 90 }) }).click();
        await page.getByText(words.within("understood-reread-began")).first().waitFor();
        await until(page, page.getByRole("button", { name: words.begins("understood-reread-do", { days: 90 }) }));
        await assertGoodPage(page);
      } finally {
        await installation.end();
      }
    });
  }

  async function masked(page) {
    assert.equal((await page.content()).includes(NUMBER), false, "the number stands on the page");
    await page.locator(".private").first().waitFor();
  }
});
