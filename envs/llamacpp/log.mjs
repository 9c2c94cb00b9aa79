// The log, one line each on standard output: wall clock (UTC, microseconds), microseconds since the process began
// (monotonic), level, text.

// performance.now() begins a little after the process does.
const sinceStart = process.uptime() * 1e3 - performance.now();

/** Now, as both clocks tell it: { wall: ms since 1970, mono: ms since the process began }. */
export function now() {
  const at = performance.now();
  return { wall: performance.timeOrigin + at, mono: at + sinceStart };
}

/** The wall clock as 2026-11-24T08:00:00.123456Z. */
function text(wall) {
  const micros = Math.round(wall * 1e3);
  const seconds = new Date(Math.floor(micros / 1e3)).toISOString().slice(0, 19);
  return `${seconds}.${String(micros % 1e6).padStart(6, "0")}Z`;
}

/** Writes a line; what was stamped earlier keeps its stamp. */
export function line(level, message, at = now()) {
  process.stdout.write(`${text(at.wall)} ${Math.round(at.mono * 1e3)} ${level} ${printable(message)}\n`);
}

export const info = (message, at) => line("INFO", message, at);

// A model's metadata may hold anything; a line must stay a line.
function printable(message) {
  return message.replace(/[\x00-\x08\x0a-\x1f\x7f]/g, "?");
}

/** The start-up phases: each begins and ends once, and the log says when. */
export class Phases {
  #open = new Map();
  #done = new Set();

  begin(name, at = now()) {
    if (!this.#open.has(name) && !this.#done.has(name)) {
      this.#open.set(name, at);
      info(`phase ${name} begin`, at);
    }
  }

  end(name, at = now()) {
    const begin = this.#open.get(name);
    if (begin !== undefined) {
      this.#open.delete(name);
      this.#done.add(name);
      info(`phase ${name} end ${((at.mono - begin.mono) / 1e3).toFixed(6)}`, at);
    }
  }

  /** One phase ends and the next begins. */
  next(from, to, at = now()) {
    if (this.#open.has(from)) {
      this.end(from, at);
      this.begin(to, at);
    }
  }

  async during(name, work) {
    this.begin(name);
    const result = await work();
    this.end(name);
    return result;
  }
}
