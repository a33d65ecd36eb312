// Every page that links lead to, each kind of page once.

/** How much an address may ask for and still be followed: two filters at once are no other kind of page. */
const ASKED_MAX = 1;
/** How many kinds of pages a walk may find before something is wrong with it. */
const KINDS_MAX = 120;

/** The kind of an address: its path with every number as `N` and every author (a site and a name) as `A`, every
 * network as `W`, and the names of what it asks for. */
export function kindOf(address) {
  const { pathname, searchParams } = new URL(address);
  const asked = [...new Set(searchParams.keys())].sort().join("&");
  return pathname.replace(/\/authors\/[^/]+\/[^/]+/, "/authors/A").replace(/\/(networks|channels\/new)\/[^/]+/, "/$1/W").replace(/\d+/g, "N") + (asked ? `?${asked}` : "");
}

/**
 * Follows links from where the page is, within the same site, and calls `look(page, kind)` on the first page of every kind.
 * Answers with the kinds in the order they were found. `leaveOut(address)` says what is not followed.
 */
export async function walk(page, look, leaveOut = () => false) {
  const { origin } = new URL(page.url());
  const seen = new Set([kindOf(page.url())]);
  const open = [page.url()];
  const kinds = [];
  while (open.length > 0) {
    const address = open.shift();
    const response = await opened(page, address);
    const type = response?.headers()["content-type"] ?? "";
    const kind = kindOf(address);
    if (!type.startsWith("text/html")) continue;
    kinds.push(kind);
    if (kinds.length > KINDS_MAX) throw new Error(`more than ${KINDS_MAX} kinds of pages: ${kinds.join(" ")}`);
    if (!response.ok()) throw new Error(`a link leads to ${address}, which answers ${response.status()}`);
    await look(page, kind);
    const links = await page.locator("a[href]:not([download]):not([target=_blank])").evaluateAll((all) =>
      // A link in a chart has an object for its `href`.
      all.map((link) => new URL(link.getAttribute("href"), document.baseURI).href),
    );
    for (const link of links.map((link) => link.split("#")[0])) {
      if (!link.startsWith(`${origin}/`) || seen.has(kindOf(link)) || asksForMore(link) || leaveOut(link)) continue;
      seen.add(kindOf(link));
      open.push(link);
    }
  }
  return kinds;
}

function asksForMore(address) {
  return new Set(new URL(address).searchParams.keys()).size > ASKED_MAX;
}

/** The answer for the page, or nothing when the address gives a file to keep. */
async function opened(page, address) {
  try {
    return await page.goto(address);
  } catch (error) {
    if (/Download is starting/.test(error.message)) return undefined;
    throw error;
  }
}
