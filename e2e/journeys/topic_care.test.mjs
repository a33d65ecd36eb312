// A topic that is looked after: an edit is held against the saved query, saved with its reason, measured by labels, and taken back.

import { after, before, describe, it } from "node:test";
import { startBrowser } from "../harness/browser.mjs";
import { startFeedsSite } from "../harness/feeds_site.mjs";
import { addSource, addTopic, inside, makeOwner, openPageIn, startInstallation } from "../harness/installation.mjs";
import { assertGoodPage } from "../harness/look.mjs";
import { until } from "../harness/waits.mjs";
import { wordsOf } from "../harness/words.mjs";

const RIGHT = { title: "A jacket by Solenne", text: "Warm and light." };
const WRONG = { title: "Solenne Martin sings", text: "A concert in the square." };
const MISSED = { title: "The coats of Solène", text: "Well cut." };

describe("a topic that is looked after", () => {
  let browser, site;
  before(async () => {
    browser = await startBrowser();
    site = await startFeedsSite(["alpine"]);
    for (const article of [RIGHT, WRONG, MISSED]) site.publish("alpine", article);
  });
  after(async () => {
    await browser?.close();
    await site?.end();
  });

  for (const [language, scripts] of [["en", true], ["fr", false]]) {
    it(`is edited knowingly, measured and taken back (${language}, scripts ${scripts ? "on" : "off"})`, async () => {
      const words = wordsOf(language);
      const installation = await startInstallation();
      try {
        const page = await openPageIn(browser, words, { scripts });
        await makeOwner(page, installation, words);
        await addTopic(page, words, { name: "The brand", names: ["Solenne"] });
        const topic = page.url();
        await addSource(page, words, site.pageOf("alpine"));
        await page.goto(topic);
        await until(page, page.getByRole("link", { name: RIGHT.title }));

        await page.goto(`${topic}/edit?by=query`);
        await page.getByLabel(words.name("topics-query")).fill("solenne OR solène NOT concert");
        if (scripts) await suggestions(page, words);
        await page.getByLabel(words.name("topics-query")).fill("(solenne OR solène) NOT concert");
        await page.getByLabel(words.name("care-reason")).fill("A singer has the same name");
        await page.getByRole("button", { name: words.name("care-compare") }).click();
        await page.getByText(words.within("care-compared-not-saved")).waitFor();
        await listed(page, words.name("care-gained"), MISSED.title);
        await listed(page, words.name("care-lost"), WRONG.title);
        await assertGoodPage(page);
        await page.getByRole("button", { name: words.name("topics-save-again") }).click();
        await page.getByRole("heading", { level: 1, name: "The brand" }).waitFor();

        await page.goto(`${inside(page, "mentions")}?topic=${topic.split("/").at(-1)}`);
        await label(page, words, scripts, RIGHT.title, "care-relevant", "p");
        await label(page, words, scripts, WRONG.title, "care-irrelevant", "i");
        await assertGoodPage(page);

        await page.goto(`${topic}/versions`);
        await page.getByText("A singer has the same name").waitFor();
        await page.locator("#text-2").getByText(/100\s?%/).first().waitFor();
        await page.locator("#text-1").getByText(/50\s?%/).first().waitFor();
        await assertGoodPage(page);
        await page.locator("#text-1").getByText(words.name("care-revert"), { exact: true }).click();
        await page.locator("#text-1").getByRole("button", { name: words.name("care-revert-do") }).click();
        await page.locator("#text-3").getByText(words.within("care-version-restores", { n: 1 })).waitFor();
        for (const tab of ["leaves", "missed", "why?about=concert"]) {
          await page.goto(`${topic}/${tab}`);
          await page.getByRole("heading", { level: 1, name: "The brand" }).waitFor();
          await assertGoodPage(page);
        }
      } finally {
        await installation.end();
      }
    });
  }
});

/** The document is in the list under that heading. */
async function listed(page, heading, title) {
  const card = page.locator("section.card").filter({ has: page.getByRole("heading", { name: heading }) });
  await card.getByRole("link", { name: title }).waitFor();
}

/** While a query is typed its fields and their values are suggested, and taken by keys. */
async function suggestions(page, words) {
  const query = page.getByLabel(words.name("topics-query"));
  await query.press("End");
  await query.pressSequentially(" ki");
  await page.getByRole("option", { name: /^kind:/ }).waitFor();
  await assertGoodPage(page);
  await query.press("ArrowDown");
  await query.press("Enter");
  await page.getByRole("option", { name: /^news/ }).waitFor();
  await query.press("ArrowDown");
  await query.press("Tab");
  if (!(await query.inputValue()).endsWith(" kind:news ")) throw new Error(await query.inputValue());
}

/** Labels a mention of the stream: by its key where there are scripts, by its button otherwise. */
async function label(page, words, scripts, title, word, key) {
  const row = page.getByRole("article", { name: new RegExp(title) });
  const button = row.getByRole("button", { name: words.name(word) });
  if (scripts) {
    await row.getByRole("link", { name: title }).focus();
    await page.keyboard.press(key);
  } else {
    await button.click();
  }
  await row.locator(`[data-key="${key}"][aria-pressed="true"]`).waitFor();
}
