// The command line. A wrong option is one sentence and exit code 2.
import { existsSync } from "node:fs";
import path from "node:path";

const MODES = ["mmap", "read", "direct-io"];

const KNOWN = {
  engine: { value: "DIR", read: existing },
  model: { value: "FILE", read: existing },
  port: { value: "N", read: whole(0, 65535) },
  host: { value: "ADDRESS", read: (_, text) => text, usual: "127.0.0.1" },
  "ctx-size": { value: "N", read: whole(8, 1 << 24), usual: 512 },
  parallel: { value: "N", read: whole(1, 256), usual: 1 },
  // llama.cpp's threads spin while they wait for each other: on a busy machine of two cores, two are up to 100 times slower.
  threads: { value: "N", read: whole(1, 1024), usual: 1 },
  "load-format": { value: MODES.join("|"), read: oneOf(MODES), usual: "mmap" },
  "queue-limit": { value: "N", read: whole(0, 1 << 20), usual: 64 },
  "served-model-name": { value: "NAME", read: (_, text) => text, usual: null },
  "exit-with-stdin": { switch: true, usual: false },
};

export class WrongOption extends Error {}

/** Reads `--name value` and `--name=value`. */
export function readOptions(args) {
  const options = Object.fromEntries(Object.entries(KNOWN).map(([name, o]) => [name, o.usual]));
  for (let i = 0; i < args.length; i++) {
    const [, name, inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(args[i]) ?? [];
    const option = Object.hasOwn(KNOWN, name ?? "") ? KNOWN[name] : null;
    if (!option) {
      const all = Object.keys(KNOWN).map((n) => "--" + n).join(", ");
      throw new WrongOption(`${args[i]} is not an option; expected one of ${all}.`);
    }
    if (option.switch) {
      if (inline !== undefined) {
        throw new WrongOption(`--${name} is a switch and takes no value.`);
      }
      options[name] = true;
      continue;
    }
    const text = inline ?? args[++i];
    if (text === undefined || text === "") {
      throw new WrongOption(`--${name} needs a value: --${name} ${option.value}.`);
    }
    options[name] = option.read(name, text);
  }
  for (const name of ["engine", "model", "port"]) {
    if (options[name] === undefined) {
      throw new WrongOption(`--${name} ${KNOWN[name].value} is missing.`);
    }
  }
  options["served-model-name"] ??= path.basename(options.model, ".gguf");
  return options;
}

function whole(least, most) {
  return (name, text) => {
    const n = Number(text);
    if (!/^\d+$/.test(text) || n < least || n > most) {
      throw new WrongOption(`--${name} ${text}: expected a whole number from ${least} to ${most}.`);
    }
    return n;
  };
}

function oneOf(allowed) {
  return (name, text) => {
    if (!allowed.includes(text)) {
      throw new WrongOption(`--${name} ${text}: expected ${allowed.slice(0, -1).join(", ")} or ${allowed.at(-1)}.`);
    }
    return text;
  };
}

function existing(name, text) {
  const full = path.resolve(text);
  if (!existsSync(full)) {
    throw new WrongOption(`--${name} ${text}: there is no such ${name === "model" ? "file" : "folder"}.`);
  }
  return full;
}
