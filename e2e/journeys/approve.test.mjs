// A post is planned under a chain; somebody without an account opens the link of a mail, refuses, sees the mended post, accepts; it leaves.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { NARROW, startBrowser } from "../harness/browser.mjs";
import { connectMastodon } from "../harness/channel.mjs";
import { inside, makeOwner, openPageIn, startInstallation } from "../harness/installation.mjs";
import { assertGoodPage } from "../harness/look.mjs";
import { startMailSink } from "../harness/mail_sink.mjs";
import { startMastodon } from "../harness/mastodon_server.mjs";
import { wordsOf } from "../harness/words.mjs";

const CLIENT = "client@brand.example";

async function setMailServer(page, words, port) {
  await page.goto(inside(page, "settings/mail"));
  await page.getByLabel(words.name("access-mail-host")).fill("127.0.0.1");
  await page.getByRole("radio", { name: words.begins("access-mail-plain") }).check();
  await page.getByLabel(words.name("access-mail-port")).fill(String(port));
  await page.getByLabel(words.name("access-mail-from")).fill("Parvis <parvis@solenne.example>");
  await page.getByRole("button", { name: words.name("access-save") }).click();
  await page.getByRole("heading", { name: words.name("access-mail-test") }).waitFor();
}

async function makeChain(page, words) {
  await page.goto(inside(page, "settings/approval"));
  await assertGoodPage(page);
  await page.getByRole("link", { name: words.name("chain-new") }).click();
  await page.getByLabel(words.name("chain-name")).waitFor();
  await assertGoodPage(page);
  await page.getByLabel(words.name("chain-name")).fill("Official account");
  await page.getByLabel(words.name("chain-emails")).first().fill(CLIENT);
  await page.getByRole("button", { name: words.name("access-save") }).click();
  await page.getByRole("heading", { name: "Official account" }).waitFor();
  await assertGoodPage(page);
}

/** The address in the next mail to the client that holds this text. */
async function linkIn(sink, text) {
  const { text: said } = await sink.mails.first((mail) => mail.to.includes(CLIENT) && mail.text.includes(text), `a mail about ${text}`);
  return said.match(/https?:\/\/\S+\/approve\/\S+/)[0];
}

describe("approval", () => {
  let browser, server, sink;
  before(async () => {
    browser = await startBrowser();
    server = await startMastodon();
    sink = await startMailSink();
  });
  after(async () => {
    await browser?.close();
    await server?.end();
    await sink?.end();
  });

  for (const [language, scripts] of [["en", true], ["fr", false]]) {
    it(`asks an outsider, who refuses, then accepts (${language}, scripts ${scripts ? "on" : "off"})`, async () => {
      const words = wordsOf(language);
      const installation = await startInstallation();
      try {
        const page = await openPageIn(browser, words, { scripts });
        await makeOwner(page, installation, words);
        await setMailServer(page, words, sink.port);
        await connectMastodon(page, words, server, `solenne-${language}`);
        await makeChain(page, words);
        const [first, mended] = [`Snow tomorrow (${language})`, `Sun tomorrow (${language})`];
        await page.goto(inside(page, "posts/new"));
        await page.getByLabel(words.name("post-text")).first().fill(first);
        await page.getByRole("checkbox", { name: `solenne-${language}` }).check();
        await page.getByRole("button", { name: words.name("post-now") }).click();
        if (scripts) await page.getByRole("button", { name: words.name("frame-confirm-yes") }).click();
        await page.getByText(words.within("approval-state-waiting")).first().waitFor();
        await assertGoodPage(page);
        const post = page.url();

        const outside = await openPageIn(browser, words, { scripts });
        await outside.goto(await linkIn(sink, first));
        await assertGoodPage(outside);
        await outside.getByText(first).waitFor();
        await outside.setViewportSize(NARROW);
        await assertGoodPage(outside);
        await outside.getByLabel(words.name("approval-note")).fill("No snow, please");
        await outside.getByRole("button", { name: words.name("door-refuse") }).click();
        await outside.getByText(words.within("door-refused")).waitFor();
        await assertGoodPage(outside);

        await page.goto(post);
        await page.getByText("No snow, please").waitFor();
        await assertGoodPage(page);
        assert.ok(!server.published.all.some(({ text }) => text === first), "what was refused does not leave");
        await page.getByLabel(words.name("post-text")).first().fill(mended);
        await page.getByRole("button", { name: words.name("post-save-planned") }).click();
        await page.getByText(words.within("approval-state-waiting")).first().waitFor();

        await outside.goto(await linkIn(sink, mended));
        await outside.getByRole("button", { name: words.name("door-accept") }).click();
        await outside.getByText(words.within("door-accepted")).waitFor();
        await server.published.first(({ text }) => text === mended, "the post");
        assert.ok(!server.published.all.some(({ text }) => text === first), "only what was accepted left");
        await page.goto(inside(page, "approvals"));
        await page.getByText("No snow, please").waitFor();
        await assertGoodPage(page);
      } finally {
        await installation.end();
      }
    });
  }
});
