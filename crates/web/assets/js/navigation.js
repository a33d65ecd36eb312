// Turbo, set so that it never writes a style into the page and keeps what the reader had opened.
import { config } from "@hotwired/turbo";

// The longest delay a timer holds (ms): the library's own progress bar, which injects a <style>, never comes. Ours is in frame.css.
const NEVER_MS = 2 ** 31 - 1;
config.drive.progressBarDelay = NEVER_MS;
