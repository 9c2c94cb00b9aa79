// Tokens to text, piece by piece: a character may be spread over several tokens, and a stop text over several pieces.

export class TextBuilder {
  #detokenize;
  #stops;
  #pending = [];
  #previous = [];
  #held = "";

  constructor(detokenize, stops) {
    this.#detokenize = detokenize;
    this.#stops = stops;
  }

  /** Adds a token. Gives the text that is certain by now, and whether a stop text ended it. */
  add(token) {
    this.#pending.push(token);
    const text = this.#detokenize(this.#pending, false, this.#previous);
    // A UTF-8 character has at most four bytes: what is no character after four tokens will not become one.
    if (text.endsWith("\uFFFD") && this.#pending.length < 4) {
      return { text: "", stopped: false };
    }
    this.#previous = this.#pending.slice(-1);
    this.#pending = [];
    return this.#release(text);
  }

  /** What is left at the end. */
  rest() {
    const text = this.#pending.length > 0 ? this.#detokenize(this.#pending, false, this.#previous) : "";
    this.#pending = [];
    const released = this.#release(text);
    const rest = released.stopped ? released.text : released.text + this.#held;
    this.#held = "";
    return rest;
  }

  #release(text) {
    const all = this.#held + text;
    const found = this.#stops.map((stop) => all.indexOf(stop)).filter((at) => at >= 0);
    if (found.length > 0) {
      this.#held = "";
      return { text: all.slice(0, Math.min(...found)), stopped: true };
    }
    let keep = 0;
    for (const stop of this.#stops) {
      for (let n = Math.min(stop.length - 1, all.length); n > keep; n--) {
        if (all.endsWith(stop.slice(0, n))) {
          keep = n;
        }
      }
    }
    this.#held = all.slice(all.length - keep);
    return { text: all.slice(0, all.length - keep), stopped: false };
  }
}
