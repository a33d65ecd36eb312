// What the demo's past says: a bad buzz becomes a signal that is judged, told and replayed; figures lead to their mentions; authors,
// stories and corrections have their pages.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DESK, openPage, PHONE, startBrowser } from "../harness/browser.mjs";
import { inside, enterDemo } from "../harness/installation.mjs";
import { assertGoodPage } from "../harness/look.mjs";
import { until } from "../harness/waits.mjs";
import { startWebhookReceiver } from "../harness/webhook_receiver.mjs";
import { wordsOf } from "../harness/words.mjs";

/** The topic that the demo's bad buzz is about. */
const TOPIC = "Solenne";
/** Alerts gather what comes together, and tell at most once a minute. */
const TOLD_MS_MAX = 90_000;

describe("what is understood", () => {
  let browser, demo, home, state;
  before(async () => {
    browser = await startBrowser();
    ({ demo, home, state } = await enterDemo(browser, { days: 60 }));
  });
  after(async () => {
    await browser?.close();
    await demo?.end();
  });

  for (const [language, look] of [
    ["fr", { size: DESK }],
    ["en", { size: PHONE, theme: "dark" }],
  ]) {
    const words = wordsOf(language);

    /** A page of the demo's owner, in the language of the words. */
    const opened = async () => {
      const page = await openPage(browser, { ...look, state });
      await page.goto(new URL("/me", demo.address).href);
      await page.locator("select[name=language]").selectOption(language);
      await page.locator('form[action="/me"] button').click();
      await page.locator(`html[lang=${language}]`).waitFor({ state: "attached" });
      await page.goto(home);
      return page;
    };

    it(`is a signal that is judged, told and replayed (${language})`, async () => {
      const page = await opened();
      const receiver = await startWebhookReceiver();
      try {
        await page.goto(inside(page, "signals?kind=negative_peak"));
        await page.getByRole("heading", { level: 1, name: words.name("signals-title") }).waitFor();
        await assertGoodPage(page);
        await page.getByRole("link", { name: new RegExp(`^${TOPIC} · ${words.text("signals-kind-negative-peak")}$`) }).first().click();
        await page.getByRole("heading", { name: words.name("signals-buzz") }).waitFor();
        await page.locator(".chart-band").first().waitFor({ state: "attached" });
        await page.getByRole("heading", { name: words.name("signals-first") }).waitFor();
        await assertGoodPage(page);
        const signal = page.url();
        await page.getByRole("button", { name: words.name("signals-useful") }).click();
        await page.getByText(words.within("signals-judged-useful")).first().waitFor();
        // Said once more it is taken back, so that the next one finds it as it was.
        await page.getByRole("button", { name: words.name("signals-useful") }).click();
        await page.getByText(words.within("signals-judged-back")).first().waitFor();

        await page.goto(inside(page, "alerts/new"));
        const about = page.getByLabel(words.name("alerts-about"));
        const choice = await about.locator(`optgroup[label="${words.text("alerts-signals")}"] option`, { hasText: TOPIC }).first().getAttribute("value");
        await about.selectOption(choice);
        await page.getByRole("radio", { name: words.begins("alerts-at-once") }).check();
        await page.getByRole("radio", { name: words.begins("alerts-way-webhook") }).check();
        await page.getByLabel(words.name("alerts-address")).fill(`${receiver.address}/hook`);
        await page.getByRole("button", { name: words.name("alerts-make") }).click();
        await page.getByRole("button", { name: words.name("alerts-do-test") }).click();
        const call = await receiver.calls.first(() => true, "the call of the webhook", TOLD_MS_MAX);
        assert.ok(Array.isArray(call.json.signals), call.body);

        await page.goto(signal);
        await page.getByRole("link", { name: words.name("signals-replay") }).click();
        await page.getByRole("heading", { name: words.name("signals-replay-found") }).waitFor();
        await assertGoodPage(page);
        await playsThePast(page, words);
      } finally {
        await receiver.end();
      }
    });

    it(`is a dashboard whose points open their mentions (${language})`, async () => {
      const page = await opened();
      await toTopic(page, "dashboard");
      await page.locator(".chart-mark").first().waitFor({ state: "attached" });
      await assertGoodPage(page);
      const marked = await page.locator(".chart-mark").first().getAttribute("href");
      assert.match(marked, /\/signals(\/\d+|\?topic=\d+)$/);
      const point = await page.locator("a.chart-point").first().getAttribute("href");
      await page.goto(new URL(point, page.url()).href);
      await page.getByRole("article").first().waitFor();
      await toTopic(page, "dashboard?period=7d");
      await page.locator(".chart-ghost").first().waitFor({ state: "attached" });
      await page.getByRole("link", { name: words.name("stories-by-story") }).click();
      await page.waitForURL(/by=story/);
      await page.getByText(words.name("figures-how")).first().click();
      await page.getByText(words.within("figures-how-volume")).first().waitFor();
      await assertGoodPage(page);
      await page.goto(inside(page, "dashboard"));
      await page.getByRole("heading", { level: 1, name: words.name("figures-brand") }).waitFor();
      await assertGoodPage(page);
    });

    it(`is authors and their weight (${language})`, async () => {
      const page = await opened();
      await page.goto(inside(page, "authors"));
      await page.getByRole("heading", { level: 1, name: words.name("figures-authors") }).waitFor();
      await assertGoodPage(page);
      await page.locator("main tbody th a").first().click();
      await page.getByRole("heading", { name: words.name("figures-influence-parts") }).waitFor();
      await page.getByText(words.within("figures-followers-not-told")).first().waitFor();
      await assertGoodPage(page);
    });

    it(`is a story with who matters in it (${language})`, async () => {
      const page = await opened();
      await toTopic(page, "dashboard");
      await page.locator('main a[href*="/stories/"]').first().click();
      await page.getByRole("heading", { name: words.name("stories-all") }).waitFor();
      await assertGoodPage(page);
    });

    it(`is corrected by a key, and the gain is shown (${language})`, async () => {
      const page = await opened();
      await page.goto(inside(page, "mentions?sentiment=neutral"));
      const first = page.getByRole("article").first();
      const href = await first.locator(".mention-title a").getAttribute("href");
      await page.goto(new URL(href, page.url()).href);
      await page.locator("#understood").waitFor();
      await page.keyboard.press("-");
      await page.locator('[data-key="-"][aria-pressed="true"]').first().waitFor();
      await assertGoodPage(page);
      await page.goto(inside(page, "settings/learning"));
      await until(page, page.getByText(words.within("understood-gain-formula")).first());
      await assertGoodPage(page);
    });
  }

  /** The page of the topic, as it is linked from the list of topics. */
  async function toTopic(page, rest) {
    await page.goto(inside(page, "listen"));
    const href = await page.locator("main").getByRole("link", { name: new RegExp(`^\\s*${TOPIC}\\s*$`) }).first().getAttribute("href");
    await page.goto(new URL(`${href.split("?")[0]}/${rest}`, page.url()).href);
    await page.getByRole("heading", { level: 1, name: TOPIC }).waitFor();
  }

  /** The slider goes back to before the alarm and forward again, by keys and by itself. */
  async function playsThePast(page, words) {
    const slider = page.getByRole("slider", { name: words.name("signals-at") });
    await slider.focus();
    await page.keyboard.press("Home");
    await page.getByText(words.within("signals-state-begin")).waitFor();
    assert.equal(await page.locator("[data-known]:visible").count(), 0, "nothing is told before it is known");
    await assertGoodPage(page);
    await page.getByRole("button", { name: words.name("signals-replay-play") }).click();
    // It stops at the first alarm.
    await page.locator("[data-known]:visible").first().waitFor();
    await page.getByRole("button", { name: words.name("signals-replay-play") }).waitFor();
    assert.match(page.url(), /[?&]at=\d+/);
    const [known, steps] = await slider.evaluate((range) => [Number(range.value), Number(range.max)]);
    assert.ok(known > 0 && known < steps, `${known} of ${steps}`);
    await page.reload();
    assert.equal(await slider.inputValue(), String(known), "the address keeps the moment");
  }
});
