// node-llama-cpp, of whichever version lies in the npm prefix: loading, and generating on one sequence.
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { debug, info } from "./log.mjs";
import { awaitModel, begin, end, modelIsThere, onEngineEvent } from "./phases.mjs";

export class WrongEngine extends Error {}

/** Loads engine and model. */
export async function load(options) {
  const home = path.join(options.engine, "node_modules", "node-llama-cpp");
  const version = versionOf(home);
  if (options["load-format"] === "direct-io" && !atLeast(version, 3, 18)) {
    throw new WrongEngine(
      `--load-format direct-io: node-llama-cpp ${version} cannot read past the page cache; expected mmap or read, or version 3.18.`,
    );
  }

  begin("llm_imports");
  const library = await import(pathToFileURL(path.join(home, "dist", "index.js")));
  end();

  begin("detect_platform");
  const llama = await library.getLlama({
    gpu: false,
    build: "never",
    skipDownload: true,
    progressLogs: false,
    logLevel: "debug",
    logger: onEngineEvent,
    maxThreads: options.threads,
  });
  end();
  info(
    `node-llama-cpp ${version}, llama.cpp ${llama.llamaCppRelease.release}, CPU backend ${backendOf(llama)}, threads ${options.threads}`,
  );
  info(`model ${options.model}, ${statSync(options.model).size} bytes`);

  awaitModel();
  const model = await llama.loadModel({
    modelPath: options.model,
    gpuLayers: 0,
    useMmap: options["load-format"] === "mmap",
    useDirectIo: options["load-format"] === "direct-io",
  });
  modelIsThere();

  begin("kv_cache_profiling");
  const context = await model.createContext({
    contextSize: options["ctx-size"],
    sequences: options.parallel,
    threads: options.threads,
    // Asked for more than fits, the library would make a smaller context and say nothing.
    failedCreationRemedy: false,
  });
  end();

  const sequences = Array.from({ length: options.parallel }, () => context.getSequence());
  begin("warm_up");
  const first = model.tokens?.bos ?? 0;
  for await (const token of generate(sequences[0], [first], { temperature: 0 })) {
    debug(`warm-up token ${token}`);
    break;
  }
  await sequences[0].clearHistory();
  end();
  return { version, model, sequences };
}

/** Tokens, one after the other, end-of-generation tokens among them. The batches of several sequences are joined. */
export function generate(sequence, tokens, { temperature, topP, seed }) {
  return sequence.evaluate(tokens, {
    temperature,
    topK: 0,
    topP: topP ?? 1,
    minP: 0,
    seed,
    yieldEogToken: true,
  });
}

/**
 * The prompt as tokens, the beginning-of-sequence token before it where the model wants one. `special`: the names of special
 * tokens in the text mean these, as in a chat template.
 */
export function tokenize(model, text, special = false) {
  const tokens = model.tokenize(text, special);
  const { bos, shouldPrependBosToken } = model.tokens;
  return shouldPrependBosToken && bos != null && tokens[0] !== bos ? [bos, ...tokens] : [...tokens];
}

function versionOf(home) {
  try {
    return JSON.parse(readFileSync(path.join(home, "package.json"), "utf8")).version;
  } catch {
    throw new WrongEngine(`--engine: ${home} holds no node-llama-cpp; expected the prefix that Setup made.`);
  }
}

function atLeast(version, major, minor) {
  const [a, b] = version.split(".").map(Number);
  return a > major || (a === major && b >= minor);
}

// llama.cpp names the processor's features that its backend uses: "CPU : SSE3 = 1 | AVX = 1 | ...".
function backendOf(llama) {
  const features = [...llama.systemInfo.matchAll(/(\w+) = 1/g)].map((m) => m[1]);
  return features.length > 0 ? features.join(" ") : "plain";
}
