// The log on standard output, one line an event:
//   2026-11-24T08:00:00.123456Z 41234 INFO text
// the wall clock in UTC, then microseconds since the process began, on the monotonic clock.
import { writeSync } from "node:fs";

const now = process.hrtime.bigint();
const processBegan = now - BigInt(Math.round(process.uptime() * 1e9));
// One reading of both clocks; later stamps only add what the monotonic clock says, so that a step of the wall clock shows in
// no duration.
const wallMicroseconds = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000));
const wallReadAt = process.hrtime.bigint();

let lines = [];
let flushing = false;

/** A point of time: nanoseconds of the monotonic clock. */
export const stamp = () => process.hrtime.bigint();

/** Seconds between two stamps, as text with microseconds. */
export const seconds = (from, to) => (Number(to - from) / 1e9).toFixed(6);

/** Remembers a line; it is written when this turn of the event loop ends, so that writing delays no stamp. */
export function log(level, text, at = stamp()) {
  lines.push([at, level, text]);
  if (!flushing) {
    flushing = true;
    setImmediate(flush);
  }
}

export const info = (text, at) => log("INFO", text, at);
export const debug = (text, at) => log("DEBUG", text, at);

/** Writes what is remembered. */
export function flush() {
  flushing = false;
  const text = lines.map(([at, level, line]) => format(at, level, line)).join("");
  lines = [];
  writeAll(Buffer.from(text));
}

function format(at, level, text) {
  const wall = wallMicroseconds + (at - wallReadAt) / 1000n;
  const second = new Date(Number(wall / 1000000n) * 1000).toISOString().slice(0, 19);
  const fraction = String(wall % 1000000n).padStart(6, "0");
  return `${second}.${fraction}Z ${(at - processBegan) / 1000n} ${level} ${text.replace(/[\r\n]+/g, " ")}\n`;
}

// Node makes pipes non-blocking at times; a full one is waited for, one that nobody reads any more is no reason to end.
function writeAll(bytes) {
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done);
    } catch (e) {
      if (e.code !== "EAGAIN") {
        return;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
