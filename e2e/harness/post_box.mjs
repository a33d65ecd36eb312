// What arrives, and waiting for it: no polling, no fixed pauses.

/** How long anything is waited for that nobody gave a time, in milliseconds. */
export const ARRIVAL_MS_MAX = 30_000;

/** Things that arrive one after the other, and those who wait for one of them. */
export class PostBox {
  #arrived = [];
  #waiting = new Set();

  /** Everything that arrived so far, oldest first. */
  get all() {
    return [...this.#arrived];
  }

  /** Puts one in, and wakes whoever waits for it. */
  put(one) {
    this.#arrived.push(one);
    for (const wait of [...this.#waiting]) wait.look(one);
  }

  /** Wakes everybody who waits with a failure: nothing more will arrive. */
  close(reason) {
    for (const wait of [...this.#waiting]) wait.fail(new Error(reason));
  }

  /** The first that `wanted` accepts, whether it is there already or still arrives. Fails after `ms`. */
  async first(wanted, what, ms = ARRIVAL_MS_MAX) {
    const already = this.#arrived.find(wanted);
    if (already !== undefined) return already;
    return new Promise((resolve, reject) => {
      const done = (settle, value) => {
        clearTimeout(timer);
        this.#waiting.delete(wait);
        settle(value);
      };
      const wait = {
        look: (one) => wanted(one) && done(resolve, one),
        fail: (error) => done(reject, error),
      };
      const timer = setTimeout(
        () => done(reject, new Error(`${what} did not arrive within ${ms} ms; arrived: ${this.#arrived.length}`)),
        ms,
      );
      this.#waiting.add(wait);
    });
  }
}
