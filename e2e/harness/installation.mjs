// An installation that nobody has used yet, with the first owner in it, ready for a journey.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openPage } from "./browser.mjs";
import { executable, Program, throwAwayFolder } from "./program.mjs";

/** The password of everybody in the journeys. */
export const PASSWORD = "a long password";

/** Starts the program over an empty folder; it may read sites and speak to servers on the loopback interface. */
export async function startInstallation() {
  const folder = await throwAwayFolder("journey");
  await writeFile(
    join(folder.path, "parvis.toml"),
    'contact = "journeys@parvis.example"\nallowed_ranges = ["127.0.0.0/8"]\n',
  );
  const program = new Program(executable(), ["serve", "--data", folder.path, "--listen", "127.0.0.1:0"]);
  const [, address] = await program.says(/^Parvis is at (http:\S+)/);
  const [, firstLink] = await program.says(/^First start: open (http:\S+)/);
  return {
    address,
    firstLink,
    program,
    folder: folder.path,
    end: async () => {
      await program.end();
      await folder.remove();
    },
  };
}

/** Makes the first owner by the link, in the page, and leaves the page where that leads. */
export async function makeOwner(page, installation, words, { workspace = "Solenne", name = "Léa Martin" } = {}) {
  await page.goto(installation.firstLink);
  await page.getByLabel(words.name("access-welcome-workspace")).fill(workspace);
  await page.getByLabel(words.name("access-your-name")).fill(name);
  await page.getByLabel(words.name("access-email")).fill("lea@solenne.example");
  await page.getByLabel(words.name("access-password")).fill(PASSWORD);
  await page.getByLabel(words.name("access-language")).selectOption(words.language);
  await page.getByRole("button", { name: words.name("access-welcome-do") }).click();
  await page.getByRole("navigation", { name: words.name("frame-main") }).first().waitFor();
}

/** A page in the language of the words. */
export function openPageIn(browser, words, options = {}) {
  return openPage(browser, { locale: words.language === "fr" ? "fr-FR" : "en-GB", ...options });
}

/** How long the demo may take until all of its past is in, in milliseconds: the program is not optimised here. */
const PAST_MS_MAX = 240_000;

/** Starts the demo and waits until its past is in. `entry` is the link that lets the first of its team in, once. */
async function startDemo({ days = 60 } = {}) {
  const program = new Program(executable(), ["demo", "--no-open", "--port", "0", "--language", "fr", "--days", String(days)]);
  const [, entry] = await program.says(/(http:\/\/127\.0\.0\.1:\S+)/);
  await program.says(/^All that was said before is in/, PAST_MS_MAX);
  return { entry, address: new URL(entry).origin, program, end: () => program.end() };
}

/** The demo with its owner let in: `home` is the first page, `state` what a browser needs to be that owner again. */
export async function enterDemo(browser, options) {
  const demo = await startDemo(options);
  const page = await openPage(browser);
  await page.goto(demo.entry);
  return { demo, home: page.url(), state: await page.context().storageState() };
}

/** The address of a page of the workspace that the page is in: `inside(page, "sources/new")`. */
export function inside(page, rest) {
  const [, workspace] = page.url().match(/^(.*?\/w\/\d+)/) ?? [];
  if (!workspace) throw new Error(`${page.url()} is in no workspace`);
  return `${workspace}/${rest}`;
}

/** Adds what the page of a site leads to. `look` is called on every page that this passes. */
export async function addSource(page, words, address, look = () => {}) {
  await page.goto(inside(page, "sources/new"));
  await look();
  await page.getByLabel(words.name("sources-any-address")).fill(address);
  await page.getByRole("button", { name: words.name("sources-find") }).click();
  await page.getByRole("heading", { level: 1, name: words.name("sources-found-title") }).waitFor();
  await look();
  await page.getByRole("button", { name: words.name("sources-add-these") }).click();
  await page.getByText(words.within("sources-added-one")).first().waitFor();
  await look();
}

/** Makes a topic by its form and leaves the page on it. */
export async function addTopic(page, words, { name, names, exclude = [] }, look = () => {}) {
  await page.goto(inside(page, "topics/new"));
  await look();
  await page.getByLabel(words.name("topics-name")).fill(name);
  await page.getByLabel(words.name("topics-names")).fill(names.join("\n"));
  await page.getByLabel(words.name("topics-exclude")).fill(exclude.join("\n"));
  await page.getByRole("button", { name: words.name("topics-save") }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}
