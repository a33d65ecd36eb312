// Waiting for what a page comes to show.

/** How long a page with scripts may take to refresh itself, in milliseconds: on a busy machine everything is slow. */
const SHOWN_MS_MAX = 40_000;
/** How often a page without scripts is asked again, which each takes as long as the program takes to answer. */
const TRIES_MAX = 200;

/** Waits until it is there: a page with scripts refreshes itself, one without is asked again. */
export async function until(page, wanted) {
  for (let tries = 0; tries < TRIES_MAX && !page.scripts && (await wanted.count()) === 0; tries += 1) await page.reload();
  await wanted.first().waitFor({ timeout: SHOWN_MS_MAX });
}
