// Sequences, and requests that wait for one: first come, first served.

export class QueueFull extends Error {}
export class Ending extends Error {}

export class SequenceQueue {
  #free;
  #waiting = [];
  #limit;
  #ended = false;

  constructor(sequences, limit) {
    this.#free = [...sequences];
    this.#limit = limit;
  }

  get waiting() {
    return this.#waiting.length;
  }

  /** Gives a sequence when one is free; fails when too many wait, when the server ends, or with the signal's reason. */
  take(signal) {
    signal.throwIfAborted();
    if (this.#ended) {
      throw new Ending();
    }
    if (this.#free.length > 0) {
      return Promise.resolve(this.#free.pop());
    }
    if (this.#waiting.length >= this.#limit) {
      throw new QueueFull();
    }
    return new Promise((resolve, reject) => {
      const entry = { resolve, reject };
      this.#waiting.push(entry);
      signal.addEventListener("abort", () => {
        const at = this.#waiting.indexOf(entry);
        if (at >= 0) {
          this.#waiting.splice(at, 1);
          reject(signal.reason);
        }
      });
    });
  }

  /** Empties a sequence and gives it to whoever waits longest. */
  async giveBack(sequence) {
    await sequence.clearHistory();
    const next = this.#waiting.shift();
    if (next) {
      next.resolve(sequence);
    } else {
      this.#free.push(sequence);
    }
  }

  /** Sends all that wait away. */
  end() {
    this.#ended = true;
    for (const { reject } of this.#waiting.splice(0)) {
      reject(new Ending());
    }
  }
}
