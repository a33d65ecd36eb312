// A small web server on the loopback interface.

import { createServer } from "node:http";

/** The most that a request may hold, in bytes. */
const BODY_BYTES_MAX = 5_000_000;

/** Starts it on a free port of 127.0.0.1. */
export async function startSite(answer) {
  const server = createServer((request, response) => {
    Promise.resolve(answer(request, response)).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    end: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** The body of a request as text; `latin1` has a letter for each byte. */
export async function readBody(request, encoding = "utf8") {
  let body = "";
  for await (const piece of request.setEncoding(encoding)) {
    body += piece;
    if (body.length > BODY_BYTES_MAX) throw new Error(`more than ${BODY_BYTES_MAX} bytes`);
  }
  return body;
}
