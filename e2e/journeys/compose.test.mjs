// A post is composed for four channels: with a variant, hashtags kept before, a name, an emoji, a picture cropped by keyboard; and what
// was typed when the lid was closed is there again.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startBrowser } from "../harness/browser.mjs";
import { connectMastodon } from "../harness/channel.mjs";
import { inside, makeOwner, openPageIn, startInstallation } from "../harness/installation.mjs";
import { assertGoodPage } from "../harness/look.mjs";
import { startMastodon } from "../harness/mastodon_server.mjs";
import { pngOf } from "../harness/picture.mjs";
import { wordsOf } from "../harness/words.mjs";

const ACCOUNTS = ["solenne", "atelier", "presse", "refuge"];

/** Keeps a group of hashtags and a template that asks for a name. */
async function keepSnippets(page, words) {
  for (const [kind, name, text] of [["hashtags", "Winter", "snow mountain"], ["template", "Greeting", "Hello {first name}"]]) {
    await page.goto(inside(page, "settings/snippets"));
    await assertGoodPage(page);
    await page.getByRole("link", { name: words.name(`snippet-new-${kind}`) }).first().click();
    await page.getByLabel(words.name("snippet-name"), { exact: true }).fill(name);
    await page.getByLabel(words.name("snippet-text"), { exact: true }).fill(text);
    await assertGoodPage(page);
    await page.getByRole("button", { name: words.name("access-save") }).click();
    await page.getByText(words.within("snippet-saved")).first().waitFor();
  }
}

/** Puts a picture into the library. */
async function addPicture(page) {
  await page.goto(inside(page, "media"));
  await page.locator("form input[type=file]").first().setInputFiles({ name: "ridge.png", mimeType: "image/png", buffer: pngOf(400, 300) });
  await page.locator("form:has(input[type=file])").first().locator("button:not([formaction])").last().click();
  await page.getByText("ridge.png").first().waitFor();
}

/** The form of a new post for four channels, each of them in the preview. */
async function begin(page, words) {
  await page.goto(inside(page, "posts/new"));
  await page.getByLabel(words.name("post-text")).first().fill("First snow");
  for (const account of ACCOUNTS) await page.getByRole("checkbox", { name: account }).check();
  if (!page.scripts) await page.getByRole("button", { name: words.name("post-preview") }).click();
  await page.getByRole("article", { name: words.within("post-preview-on", { name: "refuge" }) }).waitFor();
}

/** Waits until the text of all says so. */
const says = (page, text) => page.waitForFunction((text) => document.getElementById("text").value === text, text);
const textOf = async (page, expected) => {
  if (page.scripts) await says(page, expected);
  else assert.equal(await page.locator("#text").inputValue(), expected);
};

async function open(page, words) {
  const fold = page.locator("details#insert");
  if (!(await fold.evaluate((one) => one.open))) await fold.locator("summary").click();
}

/** Hashtags, a template, a name and an emoji, each put in where the caret is. */
async function insert(page, words) {
  await open(page, words);
  await page.getByRole("button", { name: /^Winter, / }).first().click();
  await textOf(page, "First snow #snow #mountain ");
  await page.locator("#text").fill("First snow ");
  await open(page, words);
  await page.locator("#snippet").selectOption({ label: "Greeting" });
  await page.locator("details#insert").getByRole("button", { name: words.name("insert-do") }).first().click();
  await page.getByLabel("first name").fill("Zoé");
  await page.getByRole("button", { name: words.name("insert-ask-do") }).click();
  const greeted = page.scripts ? "First snow Hello Zoé" : "First snow\n\nHello Zoé";
  await textOf(page, greeted);
  if (page.scripts) {
    await page.locator("#text").press("End");
    await page.keyboard.type(" @ref");
    await page.getByRole("option", { name: /@refuge@mountain\.example/ }).waitFor();
    await assertGoodPage(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await textOf(page, `${greeted} @refuge@mountain.example `);
    await open(page, words);
    await page.locator("#emoji").fill(words.language === "fr" ? "flocon" : "snowflake");
    await page.getByRole("button", { name: words.language === "fr" ? /flocon/ : /snowflake/ }).first().waitFor();
    await page.locator("#emoji").press("ArrowDown");
    await page.keyboard.press("Enter");
  } else {
    await open(page, words);
    await page.locator("#accounts").fill("ref");
    await page.locator("button[value='find::accounts']").click();
    await page.getByRole("button", { name: words.name("insert-handle", { handle: "@refuge@mountain.example" }) }).click();
    await textOf(page, `${greeted} @refuge@mountain.example `);
    await open(page, words);
    await page.locator("#emoji").fill("flocon");
    await page.locator("button[value='find::emoji']").click();
    await assertGoodPage(page);
    await page.locator("button[value='emoji::❄️']").click();
  }
  await textOf(page, page.scripts ? `${greeted} @refuge@mountain.example ❄️` : `${greeted} @refuge@mountain.example❄️`);
}

/** Shows the picture, to the left half of it. */
async function crop(page, words) {
  await page.locator("details#shelf > summary").click();
  await page.locator("#shelf").getByRole("checkbox").first().check();
  await page.locator("button[value='attach']").click();
  const alt = page.getByLabel(words.within("post-alt", { name: "ridge.png" })).first();
  await alt.waitFor();
  await alt.fill("A ridge at dawn");
  const fold = page.locator("details[id^='crop-'], details[id^='crop']").first();
  await fold.locator("summary").click();
  if (page.scripts) {
    const frame = page.getByRole("button", { name: words.name("crop-frame") });
    await frame.focus();
    for (let step = 0; step < 50; step += 1) await page.keyboard.press("Shift+ArrowLeft");
    assert.equal(await page.getByLabel(words.name("crop-width")).inputValue(), "50.0");
    await page.locator(".preview-media img[src*='crop=0-0-500-1000']").first().waitFor();
  } else {
    await page.getByLabel(words.name("crop-width")).fill("50");
    await page.getByRole("button", { name: words.name("post-preview") }).click();
    await page.locator(".preview-media img[src*='crop=0-0-500-1000']").first().waitFor();
  }
  await assertGoodPage(page);
}

/** Gives the press words of its own. */
async function vary(page, words) {
  if (page.scripts) await page.getByRole("button", { name: "presse" }).click();
  const panel = page.getByRole("region", { name: "presse", exact: true });
  await panel.getByRole("button", { name: words.name("post-customise") }).click();
  const own = panel.getByLabel(words.name("post-text"));
  await own.waitFor();
  await own.fill("Press release: snow.");
}

/** A browser that is closed in the middle of a word: the words are there again. */
async function closeTheLid(page, words) {
  await page.goto(inside(page, "posts/new"));
  await page.locator("#text").pressSequentially("Half a sen");
  const again = await page.context().newPage();
  const address = page.url();
  await page.close();
  await again.goto(address);
  // A busy machine may have had the time to keep them on the server, in a draft with an address of its own; otherwise they are offered.
  if ((await again.locator("#text").inputValue()) !== "Half a sen") {
    await again.getByRole("button", { name: words.name("post-restore-do") }).click();
  }
  await says(again, "Half a sen");
  await again.close();
}

describe("composing", () => {
  let browser;
  before(async () => { browser = await startBrowser(); });
  after(() => browser?.close());

  for (const [language, scripts] of [["en", true], ["fr", false]]) {
    it(`says it to four channels (${language}, scripts ${scripts ? "on" : "off"})`, async () => {
      const words = wordsOf(language);
      const installation = await startInstallation();
      const server = await startMastodon();
      try {
        const page = await openPageIn(browser, words, { scripts });
        await makeOwner(page, installation, words);
        await page.goto(inside(page, "publish"));
        for (const account of ACCOUNTS) await connectMastodon(page, words, server, account);
        await keepSnippets(page, words);
        await addPicture(page);
        await begin(page, words);
        await insert(page, words);
        await crop(page, words);
        await vary(page, words);
        await assertGoodPage(page);
        await page.getByRole("button", { name: words.name("post-now") }).click();
        if (scripts) await page.getByRole("button", { name: words.name("frame-confirm-yes") }).click();
        await page.getByText(words.within("post-leaves")).first().waitFor();
        for (const account of ACCOUNTS) {
          const own = account === "presse" ? "Press release" : "Zoé";
          const { text, files } = await server.published.first((one) => one.account === account && one.text.includes(own), account);
          assert.deepEqual(files, [[200, 300]], text);
          if (account !== "presse") assert.ok(text.includes("@refuge@mountain.example") && text.includes("❄️"), text);
        }
        if (scripts) await closeTheLid(page, words);
      } finally {
        await installation.end();
        await server.end();
      }
    });
  }
});
