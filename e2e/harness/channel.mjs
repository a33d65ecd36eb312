// A channel of the Mastodon server of mastodon_server.mjs, connected by the form with a token.

import { inside } from "./installation.mjs";

/** Fills in the page that connects a channel, and waits for the channel's own page. */
export async function connectMastodon(page, words, server, account) {
  await page.goto(inside(page, "channels/new/mastodon"));
  await page.getByLabel(words.name("channel-field-server")).fill(server.address);
  await page.getByText(words.name("channels-consent-token")).click();
  await page.getByLabel(words.name("channel-field-token")).fill(account);
  await page.getByRole("button", { name: words.name("channels-connect") }).click();
  await page.getByRole("heading", { level: 1, name: account }).waitFor();
}
