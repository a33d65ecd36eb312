// The harness itself: it has to see what is wrong, or the journeys prove nothing.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { NARROW, openPage, startBrowser } from "./harness/browser.mjs";
import { opml, startFeedsSite } from "./harness/feeds_site.mjs";
import { assertAccessible, assertFits, assertGoodPage, assertMenusFit } from "./harness/look.mjs";
import { readMail, startMailSink } from "./harness/mail_sink.mjs";
import { PostBox } from "./harness/post_box.mjs";
import { Program } from "./harness/program.mjs";
import { startSite } from "./harness/site.mjs";
import { kindOf, walk } from "./harness/walk.mjs";
import { isSigned, startWebhookReceiver } from "./harness/webhook_receiver.mjs";

const GOOD = `<!doctype html><html lang="en"><title>Good</title><main><h1>Good</h1><p id="theme">light</p>
<script>if (matchMedia("(prefers-color-scheme: dark)").matches) document.getElementById("theme").textContent = "dark"</script></main></html>`;
const BAD = `<!doctype html><html><title>Bad</title><main><h1>Bad</h1><img src="data:,"><p style="inline-size: 900px">wide</p>
<details class="drop"><summary>More</summary><div class="menu" style="position: absolute; left: -90px; inline-size: 180px">again</div></details>
<script>console.error("wrong")</script></main></html>`;

describe("a page", () => {
  let browser, site;
  before(async () => {
    browser = await startBrowser();
    site = await startSite((request, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end(request.url === "/good" ? GOOD : BAD);
    });
  });
  after(async () => {
    await browser?.close();
    await site?.end();
  });

  it("that is good passes, in the theme that was asked for", async () => {
    const page = await openPage(browser, { theme: "dark" });
    await page.goto(`${site.address}/good`);
    await assertGoodPage(page);
    assert.equal(await page.locator("#theme").textContent(), "dark");
  });

  it("with scripts off is looked at all the same", async () => {
    const page = await openPage(browser, { theme: "dark", scripts: false });
    await page.goto(`${site.address}/good`);
    await assertGoodPage(page);
    assert.equal(await page.locator("#theme").textContent(), "light");
  });

  it("that is bad is told from a good one", async () => {
    const page = await openPage(browser, { size: NARROW });
    await page.goto(`${site.address}/bad`);
    await assert.rejects(assertAccessible(page), /html-has-lang[\s\S]*image-alt/);
    await assert.rejects(assertFits(page), /px wide/);
    await assert.rejects(assertMenusFit(page), /More: -90 to 90 px/);
    assert.deepEqual(page.complaints, ["wrong"]);
  });
});

describe("a walk", () => {
  const PAGES = {
    "/": '<a href="/topics/1">1</a><a href="/topics/2">2</a><a href="/file">file</a><a href="https://x.example/">away</a>',
    "/topics/1": '<a href="/topics/1?page=2#top">more</a><a href="/">home</a>',
    "/topics/1?page=2": '<a href="/gone">gone</a>',
  };
  let browser, site;
  before(async () => {
    browser = await startBrowser();
    site = await startSite((request, response) => {
      if (request.url === "/file") return response.writeHead(200, { "content-type": "text/csv", "content-disposition": "attachment" }).end("a");
      return response.writeHead(PAGES[request.url] ? 200 : 404, { "content-type": "text/html" }).end(PAGES[request.url] ?? "<p>Nothing here");
    });
  });
  after(async () => {
    await browser?.close();
    await site?.end();
  });

  it("looks once at every kind of page", async () => {
    const page = await openPage(browser);
    await page.goto(`${site.address}/`);
    const kinds = await walk(page, () => {}, (address) => address.endsWith("/gone"));
    assert.deepEqual(kinds, ["/", "/topics/N", "/topics/N?page"]);
  });

  it("tells of a link that leads nowhere", async () => {
    const page = await openPage(browser);
    await page.goto(`${site.address}/`);
    await assert.rejects(walk(page, () => {}), /a link leads to .*\/gone, which answers 404/);
    assert.equal(kindOf("http://127.0.0.1/w/12/topics?q=a&page=3"), "/w/N/topics?page&q");
  });
});

describe("what arrives", () => {
  it("is found whether it came before or after one waits", async () => {
    const box = new PostBox();
    box.put(1);
    assert.equal(await box.first((one) => one === 1, "one"), 1);
    const later = box.first((one) => one === 2, "two");
    box.put(2);
    assert.equal(await later, 2);
    await assert.rejects(box.first((one) => one === 3, "three", 1), /three did not arrive/);
  });

  it("never comes from a program that ended, which says so", async () => {
    const program = new Program(process.execPath, ["-e", "console.log('ready at 7'); console.error('no')"]);
    assert.equal((await program.says(/ready at (\d+)/))[1], "7");
    await assert.rejects(program.says(/never/), /ended with 0; it said:/);
    assert.equal(await program.end(), "ended with 0");
  });

  it("by webhook is kept with its signature", async () => {
    const receiver = await startWebhookReceiver({ statuses: [503] });
    const body = JSON.stringify({ a: "é" });
    const send = () => fetch(receiver.address, { method: "POST", body });
    assert.equal((await send()).status, 503);
    assert.equal((await send()).status, 204);
    const call = await receiver.calls.first(({ status }) => status === 204, "a call");
    assert.deepEqual(call.json, { a: "é" });
    const signature = createHmac("sha256", "secret").update(body).digest("hex");
    assert.ok(isSigned("secret", call.body, signature));
    assert.ok(!isSigned("other", call.body, signature));
    await receiver.end();
  });

  it("by mail is read in text and HTML", async () => {
    const sink = await startMailSink();
    await speakSmtp(sink.port, [
      "EHLO here",
      "MAIL FROM:<a@x.example>",
      "RCPT TO:<b@x.example>",
      "DATA",
      'Subject: =?utf-8?b?w6l0w6k=?=\r\nContent-Type: multipart/alternative; boundary="z"\r\n\r\n--z\r\n' +
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nvu =C3=A0=\r\n l'heure\r\n--z\r\n" +
        "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+MTwvcD4=\r\n--z--\r\n.",
      "QUIT",
    ]);
    const mail = await sink.mails.first(() => true, "a mail");
    assert.deepEqual(
      { from: mail.from, to: mail.to, subject: mail.subject, text: mail.text, html: mail.html },
      { from: "a@x.example", to: ["b@x.example"], subject: "été", text: "vu à l'heure", html: "<p>1</p>" },
    );
    await sink.end();
  });

  it("in one part is read as it stands", () => {
    assert.equal(readMail("Subject: one\r\n\r\ntext").text, "text");
  });
});

describe("the site with feeds", () => {
  it("publishes, points to its feed and says when nothing is new", async () => {
    const site = await startFeedsSite(["alpine"]);
    site.publish("alpine", { title: "Fish & chips", text: "At 2,000 m" });
    assert.match(await (await fetch(site.pageOf("alpine"))).text(), /rel="alternate".*href="feed.xml"/);
    const feed = await fetch(site.feedOf("alpine"));
    assert.match(await feed.text(), /<title>Fish &#38; chips<\/title>/);
    const again = await fetch(site.feedOf("alpine"), { headers: { "if-none-match": feed.headers.get("etag") } });
    assert.equal(again.status, 304);
    assert.equal((await fetch(`${site.address}/nobody/`)).status, 404);
    assert.match(opml("News", [{ title: "Alpine", address: site.feedOf("alpine") }]), /xmlUrl="http:/);
    await site.end();
  });
});

/** Sends the lines one by one, each after the server's answer to the one before. */
function speakSmtp(port, lines) {
  return new Promise((resolve, reject) => {
    const left = [...lines];
    const socket = connect(port, "127.0.0.1");
    socket.setEncoding("utf8");
    socket.on("data", (answer) => {
      // A line with a hyphen after its number is followed by another.
      if (!/^\d{3} .*\r\n$/m.test(answer)) return;
      const line = left.shift();
      if (line !== undefined) socket.write(`${line}\r\n`);
    });
    socket.on("close", resolve);
    socket.on("error", reject);
  });
}
