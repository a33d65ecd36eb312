// An alert is received: by a real mail server and by a real receiver of webhooks, which believes its signature.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startBrowser } from "../harness/browser.mjs";
import { startFeedsSite } from "../harness/feeds_site.mjs";
import { addSource, addTopic, inside, makeOwner, openPageIn, startInstallation } from "../harness/installation.mjs";
import { assertGoodPage } from "../harness/look.mjs";
import { startMailSink } from "../harness/mail_sink.mjs";
import { until } from "../harness/waits.mjs";
import { isSigned, startWebhookReceiver } from "../harness/webhook_receiver.mjs";
import { wordsOf } from "../harness/words.mjs";

const SAID = { title: "Solenne recalls its Alto jacket", text: "The zip of the Alto jacket by Solenne may jam." };
/** Alerts gather what comes together, and tell at most once a minute. */
const TOLD_MS_MAX = 90_000;

describe("an alert", () => {
  let browser, sink;
  before(async () => {
    browser = await startBrowser();
    sink = await startMailSink();
  });
  after(async () => {
    await browser?.close();
    await sink?.end();
  });

  for (const [language, scripts] of [["en", true], ["fr", false]]) {
    it(`reaches mail and webhook (${language}, scripts ${scripts ? "on" : "off"})`, async () => {
      const words = wordsOf(language);
      const installation = await startInstallation();
      const site = await startFeedsSite(["alpine"]);
      const receiver = await startWebhookReceiver();
      const mailbox = `press-${language}@solenne.example`;
      try {
        const page = await openPageIn(browser, words, { scripts });
        await makeOwner(page, installation, words);
        await setMailServer(page, words, sink.port);
        site.publish("alpine", { title: "Nothing yet", text: "Quiet." });
        await addSource(page, words, site.pageOf("alpine"));
        const source = await sourcePage(page);
        await addTopic(page, words, { name: "The brand", names: ["Solenne"] });
        await addAlert(page, words, { way: "mail", address: mailbox });
        await addAlert(page, words, { way: "webhook", address: `${receiver.address}/hook` });
        const secret = await page.getByRole("textbox", { name: words.name("alerts-secret") }).first().textContent();

        site.publish("alpine", SAID);
        await page.goto(source);
        await page.getByRole("button", { name: words.name("sources-visit") }).first().click();

        const mail = await sink.mails.first((mail) => mail.to.includes(mailbox), "the mail of the alert", TOLD_MS_MAX);
        assert.match(mail.text, /Solenne recalls its Alto jacket/);
        assert.match(mail.html, /Solenne/);
        assert.match(mail.subject, /The brand|Solenne/);
        const call = await receiver.calls.first(() => true, "the call of the webhook", TOLD_MS_MAX);
        assert.match(call.body, /Solenne recalls its Alto jacket/);
        const [, code] = call.headers["parvis-signature"].match(/^v1=([0-9a-f]+)/);
        assert.ok(isSigned(secret.trim(), `${call.headers["parvis-timestamp"]}.${call.body}`, code), "the signature is not ours");

        await page.goto(inside(page, "alerts"));
        await until(page, page.getByText(words.within("alerts-log")));
        await assertGoodPage(page);
      } finally {
        await installation.end();
        await site.end();
        await receiver.end();
      }
    });
  }
});

async function setMailServer(page, words, port) {
  await page.goto(inside(page, "settings/mail"));
  await assertGoodPage(page);
  await page.getByLabel(words.name("access-mail-host")).fill("127.0.0.1");
  await page.getByRole("radio", { name: words.begins("access-mail-plain") }).check();
  await page.getByLabel(words.name("access-mail-port")).fill(String(port));
  await page.getByLabel(words.name("access-mail-from")).fill("Parvis <parvis@solenne.example>");
  await page.getByRole("button", { name: words.name("access-save") }).click();
  await page.getByRole("heading", { name: words.name("access-mail-test") }).waitFor();
}

/** The page of the only source there is. */
async function sourcePage(page) {
  await page.goto(inside(page, "sources"));
  await page.getByRole("link", { name: "alpine", exact: true }).first().click();
  await page.getByRole("heading", { level: 1, name: "alpine" }).waitFor();
  return page.url();
}

async function addAlert(page, words, { way, address }) {
  await page.goto(inside(page, "alerts/new"));
  await assertGoodPage(page);
  await page.getByLabel(words.name("alerts-about")).selectOption({ label: "The brand" });
  await page.getByRole("radio", { name: words.begins("alerts-at-once") }).check();
  await page.getByRole("radio", { name: words.begins(`alerts-way-${way}`) }).check();
  await page.getByLabel(words.name("alerts-address")).fill(address);
  await page.getByRole("button", { name: words.name("alerts-make") }).click();
  await page.getByRole("heading", { name: words.name("alerts-rule") }).waitFor();
  await assertGoodPage(page);
}
