// The built program, started as a person starts it, on a free port with a folder of its own.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PostBox } from "./post_box.mjs";

/** How long the program may take to end after it was asked to, in milliseconds. */
const END_MS_MAX = 10_000;
/** How many of its last lines are shown when it ends before it was ready. */
const LINES_SHOWN_MAX = 20;

/** A folder that is removed by `remove`. */
export async function throwAwayFolder(name) {
  const path = await mkdtemp(join(tmpdir(), `parvis-${name}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A started program: what it printed, and how it is ended. */
export class Program {
  #child;
  #ended;

  constructor(executable, args, env) {
    this.lines = new PostBox();
    this.#child = spawn(executable, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => this.lines.put(line));
    }
    this.#ended = new Promise((resolve) => {
      this.#child.once("error", (error) => resolve(`could not be started: ${error.message}`));
      this.#child.once("close", (code, signal) => resolve(`ended with ${signal ?? code}`));
    });
    this.#ended.then((how) => {
      const said = this.lines.all.slice(-LINES_SHOWN_MAX).join("\n");
      this.lines.close(`${executable} ${args.join(" ")} ${how}; it said:\n${said}`);
    });
    // Whatever ends this test process ends the program with it.
    this.kill = () => this.#child.kill("SIGKILL");
    process.once("exit", this.kill);
  }

  /** The first match of `pattern` in a line that it prints. */
  async says(pattern, ms) {
    const line = await this.lines.first((line) => pattern.test(line), `a line like ${pattern}`, ms);
    return line.match(pattern);
  }

  /** Asks it to end, insists when it does not, and says how it ended. */
  async end() {
    this.#child.kill("SIGTERM");
    const timer = setTimeout(this.kill, END_MS_MAX);
    const how = await this.#ended;
    clearTimeout(timer);
    process.removeListener("exit", this.kill);
    return how;
  }
}

/** The program under test; `cargo xtask test` names it. */
export function executable() {
  const path = process.env.PARVIS_PROGRAM;
  if (!path) throw new Error("PARVIS_PROGRAM names no program: run `cargo xtask test`");
  return path;
}
