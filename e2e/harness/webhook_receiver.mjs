// A server that takes webhooks and answers as it is told.

import { createHmac, timingSafeEqual } from "node:crypto";
import { PostBox } from "./post_box.mjs";
import { readBody, startSite } from "./site.mjs";

/** Starts it on a free port. `calls` is a PostBox of `{ headers, body, json, status }`; `statuses` are the answers to give first, then 204. */
export async function startWebhookReceiver({ statuses = [] } = {}) {
  const calls = new PostBox();
  const answers = [...statuses];
  const site = await startSite(async (request, response) => {
    const body = await readBody(request);
    const status = answers.shift() ?? 204;
    response.writeHead(status).end();
    calls.put({ headers: request.headers, body, json: parsed(body), status });
  });
  return { ...site, calls };
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Whether `signature` (hexadecimal) is the HMAC-SHA256 of `text` with `secret`. */
export function isSigned(secret, text, signature) {
  const expected = createHmac("sha256", secret).update(text).digest();
  const given = Buffer.from(signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
