// Hands out the context's sequences, first come, first served. Requests that hold one are computed in the same batches.

/** The queue is full. */
export class QueueFull extends Error {}

export class Sequences {
  #all;
  #free;
  #waiting = [];
  #limit;
  #metrics;

  constructor(context, count, limit, metrics) {
    this.#all = Array.from({ length: count }, () => context.getSequence());
    this.#free = [...this.#all];
    this.#limit = limit;
    this.#metrics = metrics;
  }

  /** A sequence; rejects with QueueFull, or with the signal's reason if the client leaves meanwhile. */
  take(signal) {
    if (this.#free.length > 0) {
      this.#metrics.running++;
      return Promise.resolve(this.#free.pop());
    }
    if (this.#waiting.length >= this.#limit) {
      return Promise.reject(new QueueFull());
    }
    return new Promise((resolve, reject) => {
      const entry = { resolve };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        this.#metrics.waiting = this.#waiting.length;
        reject(signal.reason);
      };
      entry.forget = () => signal.removeEventListener("abort", leave);
      signal.addEventListener("abort", leave, { once: true });
      this.#waiting.push(entry);
      this.#metrics.waiting = this.#waiting.length;
    });
  }

  /** The used part of the KV cache, 0 to 1. */
  usage(contextSize) {
    const used = this.#all.reduce((sum, sequence) => sum + sequence.nextTokenIndex, 0);
    return used / (contextSize * this.#all.length);
  }

  /** Takes a sequence back, emptied. */
  async giveBack(sequence) {
    await sequence.clearHistory();
    const next = this.#waiting.shift();
    this.#metrics.waiting = this.#waiting.length;
    if (next === undefined) {
      this.#metrics.running--;
      this.#free.push(sequence);
    } else {
      next.forget();
      next.resolve(sequence);
    }
  }
}
