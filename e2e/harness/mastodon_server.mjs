// A small server that speaks as much of Mastodon's interface as connecting and publishing ask for.

import { PostBox } from "./post_box.mjs";
import { readBody, startSite } from "./site.mjs";

/** Starts it. Every token is an account of that name; `published` is a PostBox of `{ account, text, files }`, of each file its size in pixels. */
export async function startMastodon() {
  const published = new PostBox();
  const statuses = [];
  const files = [];
  const site = await startSite(async (request, response) => {
    const answer = (status, body) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    const account = request.headers.authorization?.replace("Bearer ", "");
    if (!account) return answer(401, { error: "The access token is invalid" });
    if (pathname === "/api/v1/accounts/verify_credentials") {
      return answer(200, { id: account, acct: account, display_name: account, url: `${site.address}/@${account}` });
    }
    if (pathname === "/api/v2/search") {
      return answer(200, { accounts: [{ id: "9", acct: "refuge@mountain.example", display_name: "Le Refuge" }], statuses: [], hashtags: [] });
    }
    if (pathname === "/api/v2/media") {
      const body = (await readBody(request, "latin1"));
      // The head of a PNG: its width and its height stand behind its first letters.
      const head = Buffer.from(body.slice(body.indexOf("IHDR") + 4, body.indexOf("IHDR") + 12), "latin1");
      files.push([head.readUInt32BE(0), head.readUInt32BE(4)]);
      return answer(200, { id: String(files.length), type: "image", url: `${site.address}/media/${files.length}` });
    }
    if (pathname === "/api/v1/statuses" && request.method === "POST") {
      const { status: text, in_reply_to_id: parent = null, media_ids: shown = [] } = JSON.parse(await readBody(request));
      const id = String(statuses.length + 1);
      const address = `${site.address}/@${account}/${id}`;
      const status = { id, url: address, uri: address, content: `<p>${text}</p>`, created_at: new Date().toISOString(), in_reply_to_id: parent };
      statuses.unshift(status);
      published.put({ account, text, files: shown.map((id) => files[id - 1]) });
      return answer(200, status);
    }
    if (pathname.endsWith("/statuses")) return answer(200, statuses);
    return answer(404, { error: "Not found" });
  });
  return { ...site, published };
}
