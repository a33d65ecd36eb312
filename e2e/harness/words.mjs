// The words that the program says, by their key, so that one journey is made in every language.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const LOCALES = fileURLToPath(new URL("../../crates/web/locales/", import.meta.url));

/**
 * The messages of a language: `text(key, values)` as shown, `name(key, values)` as a pattern for a whole accessible name
 * (a label may go on with the word for "optional"), `begins(key, values)` for the beginning of one, `within(key, values)` for
 * a part of a text.
 */
export function wordsOf(language) {
  const messages = readMessages(join(LOCALES, language));
  const text = (key, values = {}) => {
    const message = messages.get(key);
    if (message === undefined) throw new Error(`there is no message ${key} in ${language}`);
    return message.replace(/\{\s*\$(\w+)\s*\}/g, (_, name) => {
      if (!(name in values)) throw new Error(`${key} needs $${name}`);
      return values[name];
    });
  };
  return {
    language,
    text,
    name: (key, values) => new RegExp(`^\\s*${loose(text(key, values))}(?:\\s+${loose(text("frame-optional"))})?\\s*$`, "u"),
    begins: (key, values) => new RegExp(`^\\s*${loose(text(key, values))}`, "u"),
    within: (key, values) => new RegExp(loose(text(key, values)), "u"),
  };
}

/** The source of a pattern for the text, whatever kind of space it has. */
function loose(text) {
  return text
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\s+/g, "\\s+");
}

/** The messages of one line in all files of a folder; a message with forms is read with its last one. */
function readMessages(folder) {
  const messages = new Map();
  for (const file of readdirSync(folder).filter((file) => file.endsWith(".ftl"))) {
    const lines = readFileSync(join(folder, file), "utf8").split("\n");
    lines.forEach((line, at) => {
      const [, key, value] = line.match(/^([a-z][\w-]*)\s*=\s*(.*)$/) ?? [];
      if (!key) return;
      const form = value.endsWith("->") ? lines.slice(at).find((later) => /^\s*\*\[/.test(later)) : undefined;
      messages.set(key, form ? form.replace(/^\s*\*\[\w+\]\s*/, "") : value);
    });
  }
  return messages;
}
