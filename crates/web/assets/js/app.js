// The one script. Every page works without it; each module below adds one convenience.
import "./navigation.js";
import "./live.js";
import "./forms.js";
import "./told.js";
import "./confirm.js";
import "./palette.js";
import "./keys.js";
import "./mentions.js";
import "./query.js";
import "./charts.js";
import "./replay.js";
import "./composer.js";
import "./crop.js";
import "./article.js";
import "./calendar.js";
import "./media.js";
import "./times.js";
import "./appearance.js";
import "./zone.js";

document.documentElement.dataset.script = "";
