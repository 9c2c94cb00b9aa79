// The command line.

const numbers = {
  "--port": { least: 0, most: 65535 },
  "--ctx-size": { least: 1, most: 1 << 20, usual: 512 },
  "--parallel": { least: 1, most: 256, usual: 1 },
  // llama.cpp's threads wait for each other by spinning: on a busy machine with two cores two of them can be a hundred times
  // slower than one.
  "--threads": { least: 1, most: 1024, usual: 1 },
  "--queue-limit": { least: 1, most: 1 << 20, usual: 64 },
};
const texts = { "--engine": null, "--model": null, "--host": "127.0.0.1", "--served-model-name": "", "--load-format": "mmap" };
const switches = ["--exit-with-stdin"];
const loadFormats = ["mmap", "read", "direct-io"];

/** A mistake of the user: one sentence, exit code 2. */
export class UsageError extends Error {}

/** Reads the options; throws a UsageError. */
export function parse(args) {
  const options = {};
  for (const [name, { usual }] of Object.entries(numbers)) {
    options[name.slice(2)] = usual;
  }
  for (const [name, usual] of Object.entries(texts)) {
    options[name.slice(2)] = usual;
  }
  for (let i = 0; i < args.length; i++) {
    const name = args[i];
    if (switches.includes(name)) {
      options[name.slice(2)] = true;
      continue;
    }
    if (!(name in numbers) && !(name in texts)) {
      const known = [...Object.keys(texts), ...Object.keys(numbers), ...switches];
      throw new UsageError(`${name} is not an option: expected one of ${known.join(", ")}.`);
    }
    if (i + 1 >= args.length) {
      throw new UsageError(`${name} needs a value.`);
    }
    const value = args[++i];
    options[name.slice(2)] = name in numbers ? number(name, value) : value;
  }
  for (const name of ["engine", "model", "port"]) {
    if (options[name] === null || options[name] === undefined) {
      throw new UsageError(`--${name} is missing.`);
    }
  }
  if (!loadFormats.includes(options["load-format"])) {
    throw new UsageError(`--load-format ${options["load-format"]}: expected ${loadFormats.join(", ")}.`);
  }
  return options;
}

function number(name, value) {
  const { least, most } = numbers[name];
  const parsed = Number(value);
  if (!/^[0-9]+$/.test(value) || parsed < least || parsed > most) {
    throw new UsageError(`${name} ${value}: expected a whole number from ${least} to ${most}.`);
  }
  return parsed;
}
