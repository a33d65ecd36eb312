// Everything from the first start to the first mention works without scripts; alerts do in alerts.test.mjs.

import { after, before, describe, it } from "node:test";
import { NARROW, startBrowser } from "../harness/browser.mjs";
import { reachFirstMention, startSaying } from "./first_mention.mjs";

const WAYS = [
  { name: "on a desk", language: "en", scripts: false },
  { name: "320 px wide", language: "fr", size: NARROW, scripts: false },
];

describe("without scripts", () => {
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
