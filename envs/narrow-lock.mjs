// Keeps the builds for graphics cards out of a lock file: node-llama-cpp names them all as optional dependencies, and npm takes
// each one that fits the machine, several hundred megabytes of CUDA among them. A build that we never load gets an operating
// system that does not exist, and each other one only its own kind of processor, so that npm passes it over.
//
// For those who change a version, in the environment's folder:
//   npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts
//   node ../narrow-lock.mjs package-lock.json
import { readFileSync, writeFileSync } from "node:fs";

const KEPT = { "linux-x64": "x64", "linux-arm64": "arm64", "mac-arm64-metal": "arm64", "mac-x64": "x64", "win-x64": "x64" };
const PREFIX = "node_modules/@node-llama-cpp/";

const file = process.argv[2];
const lock = JSON.parse(readFileSync(file, "utf8"));
for (const [place, entry] of Object.entries(lock.packages)) {
  if (place.startsWith(PREFIX)) {
    const processor = KEPT[place.slice(PREFIX.length)];
    if (processor) {
      entry.cpu = [processor];
    } else {
      entry.os = ["none"];
    }
  }
}
writeFileSync(file, JSON.stringify(lock, null, 2) + "\n");
