// A post is put into a campaign; the calendar is filtered by it from view to view, and read by another program until its address is taken back.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { NARROW, startBrowser } from "../harness/browser.mjs";
import { connectMastodon } from "../harness/channel.mjs";
import { inside, makeOwner, openPageIn, startInstallation } from "../harness/installation.mjs";
import { assertGoodPage } from "../harness/look.mjs";
import { startMastodon } from "../harness/mastodon_server.mjs";
import { wordsOf } from "../harness/words.mjs";

/** Tomorrow, as a form wants it: within what another program is told. */
const DAY = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

async function plan(page, words, text, campaign) {
  await page.goto(inside(page, "posts/new"));
  await page.getByLabel(words.name("post-text")).first().fill(text);
  await page.getByRole("checkbox", { name: "solenne" }).check();
  await page.getByLabel(words.name("publish-day")).fill(DAY);
  await page.getByLabel(words.name("publish-time")).fill("12:30");
  if (campaign) await page.getByLabel(words.name("link-campaign"), { exact: true }).selectOption({ label: campaign });
  await page.getByRole("button", { name: words.name("post-plan") }).click();
  await page.getByText(words.within("post-planned")).first().waitFor();
}

/** The titles of the events that another program reads. */
async function titles(address) {
  const answer = await fetch(address);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-type"), /^text\/calendar/);
  const lines = (await answer.text()).replaceAll("\r\n ", "").split("\r\n");
  return lines.filter((line) => line.startsWith("SUMMARY:")).map((line) => line.slice("SUMMARY:".length));
}

describe("the calendar", () => {
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
    it(`is filtered by a campaign and read elsewhere (${language}, scripts ${scripts ? "on" : "off"})`, async () => {
      const words = wordsOf(language);
      const installation = await startInstallation();
      try {
        const page = await openPageIn(browser, words, { scripts });
        await makeOwner(page, installation, words);
        await page.goto(inside(page, "channels/new/mastodon"));
        await connectMastodon(page, words, server, "solenne");
        await page.goto(inside(page, "campaigns"));
        await page.getByLabel(words.name("campaign-name")).fill("Grand hiver");
        await page.getByRole("button", { name: words.name("campaign-add") }).click();
        await page.getByRole("heading", { level: 1, name: "Grand hiver" }).waitFor();
        await assertGoodPage(page);
        await plan(page, words, "First snow", "Grand hiver");
        await plan(page, words, "Office hours");
        await page.goto(inside(page, `publish?view=list&at=${DAY}`));
        await page.getByRole("link", { name: /Office hours/ }).waitFor();
        await page.getByRole("combobox", { name: words.name("publish-campaign") }).selectOption({ label: "Grand hiver" });
        if (!scripts) await page.getByRole("button", { name: words.name("sources-filter") }).click();
        await page.waitForURL(/campaign=\d+/);
        await page.getByRole("link", { name: /First snow/ }).waitFor();
        assert.equal(await page.getByRole("link", { name: /Office hours/ }).count(), 0);
        await page.getByRole("link", { name: words.name("publish-view-week"), exact: true }).click();
        await page.waitForURL(/view=week.*campaign=\d+|campaign=\d+.*view=week/);
        assert.equal(await page.getByRole("link", { name: /Office hours/ }).count(), 0);
        await assertGoodPage(page);
        await page.getByLabel(words.name("plan-more")).first().click();
        await page.getByRole("link", { name: words.name("calendar-subscribe") }).click();
        await page.getByLabel(words.name("calendar-subscribe-name")).fill("Phone");
        await assertGoodPage(page);
        await page.getByRole("button", { name: words.name("calendar-subscribe-do") }).click();
        const shown = page.getByRole("textbox", { name: words.name("calendar-address") });
        await shown.waitFor();
        await assertGoodPage(page);
        const address = new URL(await shown.textContent());
        const here = new URL(`${address.pathname}${address.search}`, page.url());
        assert.deepEqual(await titles(here), ["First snow (solenne)"]);
        here.search = "";
        assert.equal((await titles(here)).length, 2);
        await page.setViewportSize(NARROW);
        await page.goto(inside(page, "publish/subscribe"));
        await assertGoodPage(page);
        await page.getByRole("button", { name: words.name("calendar-unsubscribe") }).click();
        if (scripts) await page.getByRole("button", { name: words.name("frame-confirm-yes") }).click();
        await page.getByText(words.within("calendar-unsubscribed")).first().waitFor();
        assert.equal((await fetch(here)).status, 404);
      } finally {
        await installation.end();
      }
    });
  }
});
