// What is demanded of every page, and pictures of it.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** The rules of WCAG 2.2 AA and axe's own good practice. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails unless axe finds nothing on the page, it fits its width, its sentences are whole, and the console stayed silent. */
export async function assertGoodPage(page) {
  await assertAccessible(page);
  await assertFits(page);
  await assertMenusFit(page);
  await assertSpoken(page);
  assert.deepEqual(page.complaints, [], `${page.url()} complained`);
}

/** Fails with the rule, the sentence and the elements when axe finds something. */
export async function assertAccessible(page) {
  const found = page.scripts ? await violationsOfStanding(page) : await violationsOfStill(page);
  const sentences = found.map(
    ({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.map(({ html }) => html.slice(0, 200)).join("\n    ")}`,
  );
  assert.deepEqual(sentences, [], `${page.url()}: axe found something`);
}

/** What axe finds on the page when it stands: one that is being drawn again says so on its root, and is looked at anew. */
async function violationsOfStanding(page) {
  for (;;) {
    await page.locator("html:not([aria-busy])").waitFor({ state: "attached" });
    const found = await violationsOf(page);
    const isDrawn = ({ nodes }) => nodes.every(({ html }) => !/^<html[^>]* aria-busy/.test(html));
    if (found.every(isDrawn)) return found;
  }
}

async function violationsOf(page) {
  await page.evaluate(axeSource);
  return page.evaluate(
    async (values) => (await globalThis.axe.run(document, { runOnly: { type: "tag", values } })).violations,
    RULES,
  );
}

/** axe needs scripts: where they are off it reads the same document, without its scripts, in a page that has them. */
async function violationsOfStill(page) {
  const body = (await page.content()).replace(/<script\b[\s\S]*?<\/script>/g, "");
  const context = await page.context().browser().newContext({
    colorScheme: page.theme,
    viewport: page.viewportSize(),
    reducedMotion: "reduce",
    storageState: await page.context().storageState(),
  });
  try {
    const still = await context.newPage();
    await still.route(page.url(), (route) => route.fulfill({ body, contentType: "text/html; charset=utf-8" }));
    await still.goto(page.url());
    return await violationsOf(still);
  } finally {
    await context.close();
  }
}

/** Fails when the page has to be moved sideways to be read. */
export async function assertFits(page) {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  assert.ok(content <= window, `${page.url()}: ${content} px wide in a window of ${window} px`);
}

/** Fails when a menu opens over an edge of its window: what stands there can be neither read nor pressed, and nothing scrolls to it. */
export async function assertMenusFit(page) {
  const outside = await page.evaluate(() =>
    [...document.querySelectorAll("details.drop")].filter((drop) => drop.checkVisibility()).flatMap((drop) => {
      const wasOpen = drop.open;
      drop.open = true;
      const { left, right } = drop.querySelector(".menu").getBoundingClientRect();
      drop.open = wasOpen;
      const fits = left >= 0 && right <= document.documentElement.clientWidth;
      return fits ? [] : [`${drop.querySelector("summary").textContent.trim()}: ${left} to ${right} px`];
    }),
  );
  assert.deepEqual(outside, [], `${page.url()}: a menu opens outside of the window`);
}

/** Fails when a sentence was drawn without its values. */
export async function assertSpoken(page) {
  const text = await page.locator("body").innerText();
  assert.doesNotMatch(text, /\{\s*\$\w+\s*\}/, `${page.url()}: a sentence lacks its words`);
}

/** A picture for the documents, taken when `PARVIS_SCREENS` names a folder. */
export async function picture(page, name) {
  const folder = process.env.PARVIS_SCREENS;
  if (!folder) return;
  const path = join(folder, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path });
}
