// An article is written, its check is read and mended, and it is published on a site that speaks WordPress's interface.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { NARROW, startBrowser } from "../harness/browser.mjs";
import { inside, makeOwner, openPageIn, startInstallation } from "../harness/installation.mjs";
import { assertGoodPage } from "../harness/look.mjs";
import { wordsOf } from "../harness/words.mjs";
import { startWordpress } from "../harness/wordpress_server.mjs";

const TITLE = "Choisir une veste d’hiver qui dure dix ans";

async function connect(page, words, server) {
  await page.goto(inside(page, "channels/new/wordpress"));
  await page.getByLabel(words.name("channel-field-server")).fill(server.address);
  await page.getByLabel(words.name("channel-field-user")).fill("lea");
  await page.getByLabel(words.name("channel-field-password")).fill("abcd efgh");
  await page.getByRole("button", { name: words.name("channels-connect") }).click();
  await page.getByRole("heading", { level: 1, name: "Carnet Solenne" }).waitFor();
}

describe("articles", () => {
  let browser, server;
  before(async () => {
    browser = await startBrowser();
    server = await startWordpress();
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  for (const [language, scripts] of [["en", true], ["fr", false]]) {
    it(`is written, mended and published (${language}, scripts ${scripts ? "on" : "off"})`, async () => {
      const words = wordsOf(language);
      const installation = await startInstallation();
      try {
        const page = await openPageIn(browser, words, { scripts });
        await makeOwner(page, installation, words);
        await connect(page, words, server);
        await page.goto(inside(page, "articles/new"));
        await assertGoodPage(page);
        const text = page.getByLabel(words.name("article-text"), { exact: true });
        const judge = async () => { if (!scripts) await page.getByRole("button", { name: words.name("post-preview") }).click(); };
        await page.getByRole("checkbox", { name: "Carnet Solenne" }).check();
        await page.getByLabel(words.name("article-field-title"), { exact: true }).fill(TITLE);
        await page.getByLabel(words.name("article-description")).fill("Membrane, garnissage, coupe : ce que nous regardons quand nous dessinons une veste, et ce que vous pouvez vérifier en magasin.");
        await text.fill("# Encore un titre\n\nDes mots.");
        await judge();
        const again = page.getByText(words.within("article-finding-top-heading-again", { words: "Encore un titre" })).first();
        await again.waitFor();
        await assertGoodPage(page);
        await text.fill("## Une partie\n\nDes mots **forts**.");
        await judge();
        await again.waitFor({ state: "detached" });
        await page.locator(".article-shown .shown-h2", { hasText: "Une partie" }).waitFor();
        if (scripts) {
          await text.focus();
          await page.keyboard.press("Control+End");
          await page.getByRole("button", { name: words.name("article-tool-table") }).click();
          assert.match(await text.inputValue(), /\n\n\| .+ 1 \| .+ 2 \|\n\|---\|---\|/);
        }
        await page.setViewportSize(NARROW);
        await assertGoodPage(page);
        await page.getByRole("button", { name: words.name("post-now") }).click();
        if (scripts) await page.getByRole("button", { name: words.name("frame-confirm-yes") }).click();
        const made = await server.published.first((one) => one.title === TITLE, "the article");
        assert.match(made.content, /<h2>Une partie<\/h2>\n<p>Des mots <strong>forts<\/strong>\.<\/p>/);
        assert.match(made.excerpt, /^Membrane/);
      } finally {
        await installation.end();
      }
    });
  }
});
