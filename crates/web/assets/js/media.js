// Files that are dropped anywhere on the library or pasted into it are sent at once, by the form that is there without scripts too.
customElements.define("asset-drop", class extends HTMLElement {
  connectedCallback() {
    this.ends = new AbortController();
    const on = (name, act) => addEventListener(name, act, { signal: this.ends.signal });
    on("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      this.dataset.over = "";
    });
    on("dragleave", (event) => { if (!event.relatedTarget) delete this.dataset.over; });
    on("drop", (event) => {
      delete this.dataset.over;
      // One that fell into a field of its own was taken there.
      if (event.defaultPrevented) return;
      event.preventDefault();
      this.send(event.dataTransfer.files);
    });
    on("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      this.send(event.clipboardData.files);
    });
    // One that was dropped on the field; one that was chosen there waits for the button.
    this.addEventListener("change", (event) => { if (event.target.type === "file" && !event.isTrusted) this.send(event.target.files); });
  }

  disconnectedCallback() { this.ends.abort(); }

  send(files) {
    const form = this.querySelector("form");
    if (!files.length || !form) return;
    form.querySelector("input[type=file]").files = files;
    form.requestSubmit();
  }
});
