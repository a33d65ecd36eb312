// Channels are connected, a post is written for two of them with a variant, planned and moved, held by the switch, and published.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { NARROW, startBrowser } from "../harness/browser.mjs";
import { connectMastodon } from "../harness/channel.mjs";
import { inside, makeOwner, openPageIn, startInstallation } from "../harness/installation.mjs";
import { assertGoodPage } from "../harness/look.mjs";
import { startMastodon } from "../harness/mastodon_server.mjs";
import { wordsOf } from "../harness/words.mjs";

/** A day so far ahead that nothing leaves meanwhile, within the month that is looked at. */
const [DAY, LATER] = ["2031-03-12", "2031-03-13"];

/** Connects an account, looking at the page before and at that of the channel. */
async function connect(page, words, server, account) {
  await page.goto(inside(page, "channels/new/mastodon"));
  await assertGoodPage(page);
  await connectMastodon(page, words, server, account);
  await assertGoodPage(page);
}

/** Writes for two channels, the second in words of its own. */
async function compose(page, words) {
  await page.goto(inside(page, "posts/new"));
  await assertGoodPage(page);
  await page.getByLabel(words.name("post-text")).first().fill("First snow #PremièreNeige https://solenne.example/neige");
  for (const account of ["solenne", "atelier"]) await page.getByRole("checkbox", { name: account }).check();
  if (!page.scripts) await page.getByRole("button", { name: words.name("post-preview") }).click();
  await page.getByRole("article", { name: words.within("post-preview-on", { name: "atelier" }) }).waitFor();
  if (page.scripts) await page.getByRole("button", { name: "atelier" }).click();
  const panel = page.getByRole("region", { name: "atelier", exact: true });
  await panel.getByRole("button", { name: words.name("post-customise") }).click();
  const own = panel.getByLabel(words.name("post-text"));
  await own.waitFor();
  await own.fill("The workshop is warm.");
  await page.getByLabel(words.name("publish-day")).fill(DAY);
  await page.getByLabel(words.name("publish-time")).fill("17:30");
  await assertGoodPage(page);
}

/** Publishes at once, and waits until the network has it and the page says so. */
async function publishNow(page, words, server, text) {
  await page.goto(inside(page, "posts/new"));
  await page.getByLabel(words.name("post-text")).first().fill(text);
  await page.getByRole("checkbox", { name: "solenne" }).check();
  await page.getByRole("button", { name: words.name("post-now") }).click();
  if (page.scripts) await page.getByRole("button", { name: words.name("frame-confirm-yes") }).click();
  const { account } = await server.published.first((one) => one.text === text, "the post");
  assert.equal(account, "solenne");
  await page.getByRole("link", { name: "solenne" }).first().click();
  await page.getByRole("heading", { level: 1, name: text }).waitFor();
  await assertGoodPage(page);
}

describe("publishing", () => {
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
    it(`goes from a channel to the network (${language}, scripts ${scripts ? "on" : "off"})`, async () => {
      const words = wordsOf(language);
      const installation = await startInstallation();
      try {
        const page = await openPageIn(browser, words, { scripts });
        await makeOwner(page, installation, words);
        await page.goto(inside(page, "publish"));
        await assertGoodPage(page);
        for (const account of ["solenne", "atelier"]) await connect(page, words, server, account);
        await compose(page, words);
        const plan = page.getByRole("button", { name: words.name("post-plan") });
        await plan.focus();
        await page.keyboard.press("Enter");
        await page.getByText(words.within("post-planned")).first().waitFor();
        await assertGoodPage(page);
        const calendar = inside(page, `publish?at=${DAY}`);
        await page.goto(calendar);
        const tile = page.getByRole("link", { name: /First snow/ });
        await tile.waitFor();
        await assertGoodPage(page);
        if (scripts) {
          await tile.focus();
          await page.keyboard.press("Alt+ArrowRight");
        } else {
          const box = page.locator(`[data-day="${DAY}"]`);
          await box.locator("details.tile-move > summary").click();
          await box.getByLabel(words.name("publish-day")).fill(LATER);
          await box.getByRole("button", { name: words.name("publish-move-do") }).click();
        }
        await page.locator(`[data-day="${LATER}"]`).getByRole("link", { name: /First snow/ }).waitFor();
        await page.getByRole("button", { name: words.name("publish-hold") }).click();
        if (scripts) await page.getByRole("button", { name: words.name("frame-confirm-yes") }).click();
        await page.getByText(words.within("publish-held-title")).first().waitFor();
        await assertGoodPage(page);
        assert.ok(!server.published.all.some(({ text }) => text.includes("snow")), "nothing left before its time");
        await page.getByRole("button", { name: words.name("publish-resume") }).click();
        // The switch is back before anything else is pressed: a click into a page that is being redrawn is lost.
        await page.getByRole("button", { name: words.name("publish-hold") }).waitFor();
        await page.getByRole("link", { name: /First snow/ }).click();
        await page.getByRole("link", { name: "atelier" }).first().waitFor();
        await page.getByRole("link", { name: "atelier" }).first().click();
        await page.getByRole("button", { name: words.name("delivery-do-drop") }).waitFor();
        await assertGoodPage(page);
        await publishNow(page, words, server, `Hello in ${language}`);
        await page.setViewportSize(NARROW);
        await page.goto(calendar);
        await assertGoodPage(page);
      } finally {
        await installation.end();
      }
    });
  }
});
