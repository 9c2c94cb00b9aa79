// Keeps all builds out of a lock file but the plain ones for the processor: node-llama-cpp names every build as an optional
// dependency, and npm takes each one that fits the machine, several hundred megabytes of CUDA among them. A build that is not
// wanted, or that the registry did not have when the lock was written, gets an operating system that does not exist, so that
// npm passes it over; a wanted one gets only its own kind of processor.
//
// For those who change a version, in the environment's folder:
//   npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts
//   node ../narrow-lock.mjs package-lock.json
import { readFileSync, writeFileSync } from "node:fs";

const KEPT = { "linux-x64": "x64", "linux-arm64": "arm64", "mac-arm64-metal": "arm64", "mac-x64": "x64", "win-x64": "x64" };
const SCOPE = "@node-llama-cpp/";

const file = process.argv[2];
const lock = JSON.parse(readFileSync(file, "utf8"));
for (const [name, version] of Object.entries(lock.packages["node_modules/node-llama-cpp"].optionalDependencies)) {
  const place = `node_modules/${name}`;
  const processor = KEPT[name.slice(SCOPE.length)];
  if (processor && lock.packages[place]?.integrity) {
    lock.packages[place].cpu = [processor];
    console.log(`kept: ${name}`);
  } else {
    lock.packages[place] = { version, optional: true, os: ["none"] };
  }
}
writeFileSync(file, JSON.stringify(lock, null, 2) + "\n");
