// The first start, to the first mention, in both languages, in the dark, on a phone.

import { after, before, describe, it } from "node:test";
import { PHONE, startBrowser } from "../harness/browser.mjs";
import { reachFirstMention, startSaying } from "./first_mention.mjs";

const WAYS = [
  { name: "in English", language: "en" },
  { name: "in French", language: "fr" },
  { name: "in the dark, on a phone", language: "fr", theme: "dark", size: PHONE },
];

describe("from the first start to the first mention", () => {
  let browser, site;
  before(async () => {
    browser = await startBrowser();
    site = await startSaying();
  });
  after(async () => {
    await browser?.close();
    await site?.end();
  });

  for (const { name, ...way } of WAYS) it(name, () => reachFirstMention(browser, site, way));
});
