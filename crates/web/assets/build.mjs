// Bundles the assets and writes the table that the program embeds. Called by ../build.rs in a copy of this folder.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TYPES = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", woff2: "font/woff2", svg: "image/svg+xml" };
// What is compressed already gains nothing from being compressed again.
const COMPRESSIBLE = new Set(["js", "css", "svg"]);

// The library writes its progress bar's style into the page as soon as it is loaded, which the content security policy refuses.
// That one line is left out of the bundle; ours is drawn by frame.css. A version that says it otherwise stops the build.
const INJECTION = "document.head.insertBefore(this.stylesheetElement, document.head.firstChild);";
const withoutInjectedStyle = {
  name: "without-injected-style",
  setup(bundle) {
    bundle.onLoad({ filter: /@hotwired\/turbo\/dist\/turbo\.es2017-esm\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      if (source.split(INJECTION).length !== 2) throw new Error("Turbo no longer installs the style of its progress bar where build.mjs expects it.");
      return { contents: source.replace(INJECTION, ""), loader: "js" };
    });
  },
};

await rm("dist", { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ["js/app.js", "css/app.css", "icon.svg"],
  outdir: "dist",
  outbase: ".",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  charset: "utf8",
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "copy" },
  plugins: [withoutInjectedStyle],
  metafile: true,
  logLevel: "warning",
});

const rows = [];
for (const output of Object.keys(metafile.outputs).sort()) {
  const file = basename(output);
  const kind = file.split(".").pop();
  const name = file.replace(/-[A-Z0-9]{8}\./, ".");
  const bytes = await readFile(output);
  const etag = createHash("sha256").update(bytes).digest("hex").slice(0, 32);
  const variants = { brotli: "None", gzip: "None" };
  if (COMPRESSIBLE.has(kind)) {
    await writeFile(`${output}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    await writeFile(`${output}.gz`, gzipSync(bytes, { level: 9 }));
    variants.brotli = `Some(include_bytes!("${file}.br"))`;
    variants.gzip = `Some(include_bytes!("${file}.gz"))`;
  }
  const quoted = JSON.stringify;
  rows.push(`    Asset { name: ${quoted(name)}, path: ${quoted(`/assets/${file}`)}, content_type: ${quoted(TYPES[kind])}, etag: ${quoted(`"${etag}"`)}, bytes: include_bytes!("${file}"), brotli: ${variants.brotli}, gzip: ${variants.gzip} },`);
}
// Emoji and what they are called, in the order of pickers: the emoji, then a name and words in English and in French, with tabs between.
// What has no group is a part of others (skin tones, hair, letters of flags) and is left out.
const called = async (language) => JSON.parse(await readFile(`node_modules/emojibase-data/${language}/data.json`, "utf8"));
const french = new Map((await called("fr")).map((emoji) => [emoji.hexcode, emoji]));
const flat = (words) => words.join(",").replace(/[\t\n]/g, " ");
const emoji = (await called("en")).filter(({ group }) => group !== undefined && group !== 2).sort((a, b) => a.order - b.order);
const lines = emoji.map(({ emoji: sign, hexcode, label, tags = [] }) => {
  const { label: name = label, tags: words = [] } = french.get(hexcode) ?? {};
  return [sign, flat([label]), flat(tags), flat([name]), flat(words)].join("\t");
});
if (lines.length < 1500) throw new Error("The table of emoji is not where build.mjs expects it.");
await writeFile("dist/emoji.tsv", `${lines.join("\n")}\n`);
await writeFile("dist/table.rs", `&[\n${rows.join("\n")}\n]\n`);
