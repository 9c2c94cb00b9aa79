// Takes the prebuilt libraries of graphics cards and of other platforms out of package-lock.json, so that `npm ci` fetches
// only the one that this project starts. Run it in an environment's folder after
//   npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved
import fs from "node:fs";

const platforms = { "@node-llama-cpp/linux-x64": "x64", "@node-llama-cpp/linux-arm64": "arm64" };
const isWanted = (name) => !name.startsWith("@node-llama-cpp/") || name in platforms;

const lock = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
const optional = lock.packages["node_modules/node-llama-cpp"].optionalDependencies;
for (const name of Object.keys(optional)) {
  if (!isWanted(name)) {
    delete optional[name];
  }
}
for (const path of Object.keys(lock.packages)) {
  if (path.startsWith("node_modules/") && !isWanted(path.slice("node_modules/".length))) {
    delete lock.packages[path];
  }
}
for (const [name, cpu] of Object.entries(platforms)) {
  // The package for ARM says that it suits both processors, and would always be fetched.
  const platform = lock.packages[`node_modules/${name}`];
  platform.cpu = [cpu];
  platform.os = ["linux"];
}
for (const entry of Object.values(lock.packages)) {
  delete entry.funding;
}
fs.writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
