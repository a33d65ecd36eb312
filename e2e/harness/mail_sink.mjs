// A mail server that takes everything and delivers nothing.

import { SMTPServer } from "smtp-server";
import { PostBox } from "./post_box.mjs";

/** The most that one mail may hold, in bytes. */
const MAIL_BYTES_MAX = 5_000_000;

/** Starts it on a free port. `mails` is a PostBox of `{ from, to, subject, text, html, headers }`. */
export async function startMailSink() {
  const mails = new PostBox();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    size: MAIL_BYTES_MAX,
    onAuth: (_given, _session, answer) => answer(null, { user: "anybody" }),
    onData(stream, session, answer) {
      const pieces = [];
      stream.on("data", (piece) => pieces.push(piece));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const mail = readMail(Buffer.concat(pieces).toString("latin1"));
        mails.put({ ...mail, from: mailFrom.address, to: rcptTo.map(({ address }) => address) });
        answer();
      });
    },
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    mails,
    port: server.server.address().port,
    end: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The parts of a mail that a journey reads. */
export function readMail(source) {
  const { headers, body } = readPart(source);
  const mail = { headers, subject: readWords(headers.get("subject") ?? ""), text: "", html: "" };
  const walk = ({ headers, body }, depth) => {
    const type = headers.get("content-type") ?? "text/plain";
    const boundary = type.match(/boundary="?([^";]+)"?/i)?.[1];
    if (boundary && depth > 0) {
      const pieces = body.split(new RegExp(`(?:^|\\r?\\n)--${escape(boundary)}(?:--)?[ \\t]*(?:\\r?\\n|$)`));
      for (const piece of pieces.slice(1, -1)) walk(readPart(piece), depth - 1);
    } else if (/^text\/html/i.test(type)) {
      mail.html += decode(body, headers.get("content-transfer-encoding"));
    } else if (/^text\/plain/i.test(type)) {
      mail.text += decode(body, headers.get("content-transfer-encoding"));
    }
  };
  walk({ headers, body }, 4);
  return mail;
}

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function readPart(source) {
  const [, head = "", body = ""] = source.match(/^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/) ?? [];
  const headers = new Map();
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const [, name, value] = line.match(/^([^:]+):\s*(.*)$/) ?? [];
    if (name) headers.set(name.toLowerCase(), value);
  }
  return { headers, body };
}

function decode(body, encoding = "") {
  if (/base64/i.test(encoding)) return Buffer.from(body, "base64").toString("utf8");
  if (!/quoted-printable/i.test(encoding)) return Buffer.from(body, "latin1").toString("utf8");
  return quoted(body.replace(/=\r?\n/g, ""));
}

function quoted(text) {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** A header with encoded words (RFC 2047) as a person reads it. */
function readWords(header) {
  return header
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind, text) =>
      kind.toLowerCase() === "b" ? Buffer.from(text, "base64").toString("utf8") : quoted(text.replace(/_/g, " ")),
    );
}
