// A small site that speaks as much of WordPress's REST interface as connecting and publishing articles ask for.

import { PostBox } from "./post_box.mjs";
import { readBody, startSite } from "./site.mjs";

/** Starts it. Everybody may publish; `published` is a PostBox of what became public: `{ title, content, slug, excerpt }`. */
export async function startWordpress() {
  const published = new PostBox();
  const posts = [];
  const site = await startSite(async (request, response) => {
    const answer = (status, body) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    const url = new URL(request.url, "http://127.0.0.1");
    const route = url.searchParams.get("rest_route");
    if (!route) return answer(404, { code: "rest_no_route", message: "No route" });
    if (!request.headers.authorization) return answer(401, { code: "rest_not_logged_in", message: "Who are you?" });
    const shown = (post) => ({
      id: post.id, link: `${site.address}/${post.slug ?? post.id}`, status: post.status, date_gmt: post.date_gmt, modified_gmt: post.date_gmt,
      title: { raw: post.title }, content: { raw: post.content },
    });
    if (route === "/") return answer(200, { name: "Carnet Solenne", url: site.address });
    if (route === "/wp/v2/users/me") return answer(200, { id: 3, name: "Léa", capabilities: { publish_posts: true, unfiltered_html: true } });
    if (route === "/wp/v2/posts" && request.method === "GET") return answer(200, posts.map(shown));
    if (route === "/wp/v2/posts" && request.method === "POST") {
      const post = { id: posts.length + 1, date_gmt: new Date().toISOString().slice(0, 19), ...JSON.parse(await readBody(request)) };
      posts.unshift(post);
      return answer(201, shown(post));
    }
    const one = posts.find((post) => route === `/wp/v2/posts/${post.id}`);
    if (one && request.method === "POST") {
      Object.assign(one, JSON.parse(await readBody(request)));
      if (one.status === "publish") published.put({ title: one.title, content: one.content, slug: one.slug, excerpt: one.excerpt });
      return answer(200, shown(one));
    }
    if (one) return answer(200, shown(one));
    return answer(404, { code: "rest_no_route", message: "No route" });
  });
  return { ...site, published };
}
