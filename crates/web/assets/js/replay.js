// The past played: the curtain over the chart is drawn aside, and what the detector said at each moment stands below.
// Without it the slider is a field of a form, and the page comes anew for each moment.
const PLAYED_MS = 15_000;
const STEP_MS_MIN = 40;
const STEP_MS_MAX = 300;

customElements.define("replay-slider", class extends HTMLElement {
  #stop;
  #timer = 0;

  connectedCallback() {
    this.range = this.querySelector("input[type=range]");
    if (!this.range) return;
    this.states = JSON.parse(this.dataset.states);
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.play = this.querySelector("[data-play]");
    this.play.addEventListener("click", () => (this.#timer ? this.#pause() : this.#start()), { signal });
    this.range.addEventListener("input", () => { this.#pause(); this.#show(); }, { signal });
    this.range.addEventListener("change", () => this.#remember(), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#stop?.abort();
    this.#pause();
  }

  #start() {
    const steps = Number(this.range.max);
    if (Number(this.range.value) >= steps) this.range.value = 0;
    const each = Math.min(Math.max(PLAYED_MS / steps, STEP_MS_MIN), STEP_MS_MAX);
    this.#timer = setInterval(() => this.#step(), each);
    this.#drawPlay();
  }

  // It stops at the end, and at each alarm, so that one can look.
  #step() {
    this.range.value = Number(this.range.value) + 1;
    this.#show();
    const known = Number(this.range.value);
    const told = [...this.querySelectorAll("[data-known]")].some((row) => Number(row.dataset.known) === known);
    if (told || known >= Number(this.range.max)) this.#pause();
  }

  #pause() {
    if (!this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#drawPlay();
    this.#remember();
  }

  #drawPlay() {
    const playing = this.#timer !== 0;
    const words = playing ? this.play.dataset.pauseWords : this.play.dataset.playWords;
    this.play.setAttribute("aria-label", words);
    this.play.title = words;
    for (const symbol of this.play.querySelectorAll("[data-when]")) symbol.hidden = (symbol.dataset.when === "playing") !== playing;
    this.querySelector("output")?.setAttribute("aria-live", playing ? "off" : "polite");
  }

  // The address of the moment, so that it can be kept and sent; the way back stays one step.
  #remember() {
    if (!this.isConnected) return;
    const address = new URL(this.range.form.action, location.href);
    address.search = new URLSearchParams(new FormData(this.range.form)).toString();
    history.replaceState(history.state, "", address);
  }

  #show() {
    const known = Number(this.range.value);
    const state = this.states[known];
    if (!state) return;
    const output = this.querySelector("output");
    output.dataset.mood = state.mood;
    for (const part of output.querySelectorAll("[data-state]")) part.textContent = state[part.dataset.state];
    this.querySelector("progress").value = state.part;
    this.range.setAttribute("aria-valuetext", state.moment);
    this.#curtain(known);
    this.#found(known);
  }

  #curtain(known) {
    const points = [...this.querySelectorAll(".chart-point")];
    points.forEach((point, at) => point.classList.toggle("chart-later", at >= known));
    this.querySelectorAll(".chart-twin tbody tr").forEach((row, at) => row.classList.toggle("chart-later", at >= known));
    const curtain = this.querySelector(".chart-curtain");
    const end = Number(curtain.dataset.end);
    const left = points[known] ? Number.parseFloat(points[known].querySelector(".chart-hit").getAttribute("x")) : end;
    curtain.setAttribute("x", `${left}%`);
    curtain.setAttribute("width", `${end - left}%`);
  }

  #found(known) {
    let count = 0;
    for (const row of this.querySelectorAll("[data-known]")) {
      row.hidden = Number(row.dataset.known) > known;
      if (!row.hidden) count += 1;
    }
    this.querySelector("[data-found]").textContent = count;
    this.querySelector("[data-found-none]").hidden = count > 0;
  }
});
