// A list of feeds is handed in: a bar while it is read, a report of every line, the sources in their folder.

import { after, before, describe, it } from "node:test";
import { startBrowser } from "../harness/browser.mjs";
import { opml, startFeedsSite } from "../harness/feeds_site.mjs";
import { inside, makeOwner, openPageIn, startInstallation } from "../harness/installation.mjs";
import { assertGoodPage } from "../harness/look.mjs";
import { until } from "../harness/waits.mjs";
import { wordsOf } from "../harness/words.mjs";

const NAMES = ["alpine", "valley", "ridge", "summit", "glacier"];
const RUBBISH = [
  { title: "No address", address: "" },
  { title: "ftp://files.example/feed", address: "ftp://files.example/feed" },
];

describe("a list of feeds", () => {
  let browser, site;
  before(async () => {
    browser = await startBrowser();
    site = await startFeedsSite(NAMES);
    for (const name of NAMES) site.publish(name, { title: `News of ${name}`, text: "Nothing else." });
  });
  after(async () => {
    await browser?.close();
    await site?.end();
  });

  for (const [language, scripts] of [["en", true], ["fr", false]]) {
    it(`is read line by line (${language}, scripts ${scripts ? "on" : "off"})`, async () => {
      const words = wordsOf(language);
      const installation = await startInstallation();
      try {
        const page = await openPageIn(browser, words, { scripts });
        await makeOwner(page, installation, words);
        const feeds = NAMES.map((name) => ({ title: name, address: site.feedOf(name) }));
        const list = opml("Mountains", [...feeds, ...RUBBISH, feeds[0]]);
        await page.goto(inside(page, "sources/new"));
        await page.getByLabel(words.name("sources-list")).setInputFiles({ name: "feeds.opml", mimeType: "text/x-opml", buffer: Buffer.from(list) });
        await page.getByRole("button", { name: words.name("sources-import") }).click();
        await page.getByRole("heading", { level: 1, name: words.name("sources-import-title") }).waitFor();
        await until(page, page.getByText(words.within("sources-import-was-done", { n: NAMES.length })));
        await assertGoodPage(page);
        for (const { title } of RUBBISH) await page.getByRole("row").filter({ hasText: title }).first().waitFor();
        await page.goto(inside(page, "sources"));
        await assertGoodPage(page);
        for (const name of NAMES) await page.getByRole("link", { name, exact: true }).first().waitFor();
        await page.getByRole("link", { name: /Mountains/ }).first().waitFor();
        for (const name of NAMES) await site.visits.first(({ path }) => path === `/${name}/feed.xml`, `a visit to ${name}`);
      } finally {
        await installation.end();
      }
    });
  }
});
