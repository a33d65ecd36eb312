// The one script. Every page works without it; each module below adds one convenience.
import "@hotwired/turbo";
import "./navigation.js";
document.documentElement.dataset.script = "";
