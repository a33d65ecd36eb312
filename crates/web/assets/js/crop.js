// The part of a picture that is shown is drawn over it, by mouse, finger or arrow keys; the number fields say it, and work without this.

// The shortest side, and the steps of an arrow key, per cent of the picture.
const SIDE_MIN = 2;
const STEP = 1;

customElements.define("picture-crop", class extends HTMLElement {
  connectedCallback() {
    if (this.frame) return;
    this.stage = this.querySelector(".crop-stage");
    this.sides = ["left", "top", "width", "height"].map((side) => this.querySelector(`[data-side="${side}"]`));
    this.keep = this.querySelector("[data-keep]");
    this.frame = document.createElement("button");
    Object.assign(this.frame, { type: "button", className: "crop-frame" });
    this.frame.setAttribute("aria-label", this.dataset.frame);
    const keys = this.querySelector(".hint");
    if (keys) this.frame.setAttribute("aria-describedby", keys.id);
    const corner = document.createElement("span");
    corner.className = "crop-corner";
    this.frame.append(corner);
    this.stage.append(this.frame);
    this.frame.addEventListener("pointerdown", (event) => this.#grab(event, event.target === corner));
    this.frame.addEventListener("keydown", (event) => this.#key(event));
    for (const field of this.sides) field.addEventListener("input", () => this.#place(this.#said()));
    this.#place(this.#said());
  }

  #said() { return this.sides.map((field, at) => { const said = parseFloat(field.value); return Number.isFinite(said) ? said : at < 2 ? 0 : 100; }); }

  // Within the picture; what is too large is pushed back, not cut.
  #within([left, top, width, height]) {
    const side = (long) => Math.min(Math.max(long, SIDE_MIN), 100);
    [width, height] = [side(width), side(height)];
    return [Math.min(Math.max(left, 0), 100 - width), Math.min(Math.max(top, 0), 100 - height), width, height];
  }

  #place(part) {
    const [left, top, width, height] = this.#within(part);
    Object.assign(this.frame.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
  }

  #put(part) {
    const within = this.#within(part);
    this.sides.forEach((field, at) => { field.value = within[at].toFixed(1); });
    this.#place(within);
  }

  // Larger or smaller from its upper left corner; in its shape where that is kept.
  #resized([left, top, width, height], across, down) {
    if (!this.keep?.checked) return [left, top, Math.min(width + across, 100 - left), Math.min(height + down, 100 - top)];
    const grown = Math.max(1 + across / width, 1 + down / height);
    const by = Math.max(Math.min(across || down ? grown : 1, (100 - left) / width, (100 - top) / height), SIDE_MIN / Math.min(width, height));
    return [left, top, width * by, height * by];
  }

  #grab(event, resizes) {
    if (event.button) return;
    event.preventDefault();
    this.frame.focus();
    this.frame.setPointerCapture(event.pointerId);
    const from = this.#said();
    const { width, height } = this.stage.getBoundingClientRect();
    const move = (now) => {
      const across = ((now.clientX - event.clientX) / width) * 100;
      const down = ((now.clientY - event.clientY) / height) * 100;
      this.#put(resizes ? this.#resized(from, across, down) : [from[0] + across, from[1] + down, from[2], from[3]]);
    };
    const end = () => { this.frame.removeEventListener("pointermove", move); this.#tell(); };
    this.frame.addEventListener("pointermove", move);
    this.frame.addEventListener("lostpointercapture", end, { once: true });
  }

  #key(event) {
    const [across, down] = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key] ?? [];
    if (across === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const part = this.#said();
    if (!event.shiftKey) this.#put([part[0] + across, part[1] + down, part[2], part[3]]);
    else if (this.keep?.checked) this.#put(this.#scaled(part, across + down));
    else this.#put([part[0], part[1], Math.min(part[2] + across, 100 - part[0]), Math.min(part[3] + down, 100 - part[1])]);
    this.#tell();
  }

  #scaled([left, top, width, height], by) {
    const times = Math.min(Math.max(1 + by / width, SIDE_MIN / Math.min(width, height)), (100 - left) / width, (100 - top) / height);
    return [left, top, width * times, height * times];
  }

  // The form judges and keeps it as if it had been typed; the small picture in the list shows the part at once.
  #tell() {
    const part = this.#said().map((side) => Math.round(side * 10));
    const look = this.closest("li")?.querySelector(".asset-look img");
    const whole = this.stage.querySelector("img").getAttribute("src");
    if (look) look.src = part.join() === "0,0,1000,1000" ? whole : `${whole}&crop=${part.join("-")}`;
    this.sides[0].dispatchEvent(new Event("input", { bubbles: true }));
  }
});
