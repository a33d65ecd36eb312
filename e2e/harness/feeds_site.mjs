// A site with feeds that a test publishes in: the world that the program reads.

import { createHash } from "node:crypto";
import { PostBox } from "./post_box.mjs";
import { startSite } from "./site.mjs";

/**
 * Starts it. `/NAME/` is a page that points to its feed, `/NAME/feed.xml` the feed, `/NAME/N` an article.
 * `visits` is a PostBox of the paths that were asked for.
 */
export async function startFeedsSite(names) {
  const feeds = new Map(names.map((name) => [name, []]));
  const visits = new PostBox();
  const site = await startSite((request, response) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    visits.put({ path: pathname, headers: request.headers });
    const [, name, rest = ""] = pathname.match(/^\/([^/]+)\/(.*)$/) ?? [];
    const articles = feeds.get(name);
    if (!articles) return response.writeHead(404).end();
    if (rest === "feed.xml") return answerFeed(request, response, site.address, name, articles);
    const article = rest === "" ? undefined : articles[Number(rest)];
    if (rest !== "" && !article) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    return response.end(page(name, article));
  });
  return {
    ...site,
    visits,
    /** The address of a site's page, by which a person adds it. */
    pageOf: (name) => `${site.address}/${name}/`,
    /** The address of its feed. */
    feedOf: (name) => `${site.address}/${name}/feed.xml`,
    /** Publishes `{ title, text, published, author }`, newest first in the feed. */
    publish(name, article) {
      feeds.get(name).push({ published: new Date(), ...article });
    },
  };
}

function answerFeed(request, response, address, name, articles) {
  const body = rss(address, name, articles);
  const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
  if (request.headers["if-none-match"] === etag) return response.writeHead(304, { etag }).end();
  response.writeHead(200, { "content-type": "application/rss+xml; charset=utf-8", etag });
  return response.end(body);
}

function rss(address, name, articles) {
  const entries = articles.map(
    ({ title, text, published, author = "Camille Roux" }, at) => `<item>
<title>${escape(title)}</title><link>${address}/${name}/${at}</link><guid>${address}/${name}/${at}</guid>
<author>${escape(author)}</author><pubDate>${published.toUTCString()}</pubDate>
<description>${escape(`<p>${escape(text)}</p>`)}</description></item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>${escape(name)}</title><link>${address}/${name}/</link>
<description>${escape(name)}</description>${entries.reverse().join("\n")}</channel></rss>`;
}

function page(name, article) {
  const body = article ? `<h1>${escape(article.title)}</h1><p>${escape(article.text)}</p>` : `<h1>${escape(name)}</h1>`;
  return `<!doctype html><html lang="en"><title>${escape(article?.title ?? name)}</title>
<link rel="alternate" type="application/rss+xml" title="${escape(name)}" href="feed.xml"><main>${body}</main></html>`;
}

function escape(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The feeds as an OPML list with one folder. */
export function opml(folder, feeds) {
  const lines = feeds.map(({ title, address }) => `<outline type="rss" text="${escape(title)}" xmlUrl="${escape(address)}"/>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>Feeds</title></head><body><outline text="${escape(folder)}">${lines.join("")}</outline></body></opml>`;
}
