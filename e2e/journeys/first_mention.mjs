// From the first start to the first mention: the owner, a source by the address of a page, a topic by its form, what was said.

import assert from "node:assert/strict";
import { startFeedsSite } from "../harness/feeds_site.mjs";
import { addSource, addTopic, makeOwner, openPageIn, startInstallation } from "../harness/installation.mjs";
import { assertGoodPage, picture } from "../harness/look.mjs";
import { until } from "../harness/waits.mjs";
import { wordsOf } from "../harness/words.mjs";

const SAID = { title: "Solenne opens a repair workshop in Gap", text: "The jackets of Solenne come back to life near the station." };
const NAMESAKE = { title: "Solenne Martin wins the race", text: "The runner was faster than anybody." };
const NOISE = { title: "Snow in the valley", text: "Nobody's brand is named here." };

/** A site where something is said of the brand, of a namesake, and of nothing. */
export async function startSaying() {
  const site = await startFeedsSite(["alpine"]);
  for (const article of [SAID, NAMESAKE, NOISE]) site.publish("alpine", article);
  return site;
}

/** The whole way, in a fresh installation, with every page on it looked at. */
export async function reachFirstMention(browser, site, { language, ...look }) {
  const words = wordsOf(language);
  const installation = await startInstallation();
  try {
    const page = await openPageIn(browser, words, look);
    const good = () => assertGoodPage(page);
    await page.goto(installation.address);
    await page.getByRole("heading", { level: 1, name: words.name("access-first-title") }).waitFor();
    await good();
    await makeOwner(page, installation, words);
    await good();
    await addSource(page, words, site.pageOf("alpine"), good);
    await addTopic(page, words, { name: "Solenne", names: ["Solenne"], exclude: ["Solenne Martin"] }, good);
    const mention = page.getByRole("link", { name: SAID.title });
    await until(page, mention);
    await good();
    assert.equal(await page.getByRole("link", { name: NAMESAKE.title }).count(), 0, "a namesake was caught");
    assert.equal(await page.getByRole("link", { name: NOISE.title }).count(), 0, "what names nobody was caught");
    await picture(page, `first-mention-${language}`);
    await mention.first().click();
    await page.getByText(SAID.text.slice(-20)).first().waitFor();
    await good();
  } finally {
    await installation.end();
  }
}
