// Loads llama.cpp, the model and a context, and tells the start-up phases as llama.cpp's own events bound them.
//
// An event reaches this thread through Node's event loop while llama.cpp works on another, and is stamped on arrival: it
// is late by some ten microseconds, and by up to about two milliseconds when a burst of lines comes.

import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "./options.mjs";
import { info, line, now } from "./log.mjs";

/** Everything from the import to the first token. Returns { model, context, maxTokens }. */
export async function start(options, phases) {
  const folder = path.join(options.engine, "node_modules", "node-llama-cpp");
  const library = await phases.during("llm_imports", () =>
    import(pathToFileURL(path.join(folder, "dist", "index.js")).href),
  );
  const events = new LoadEvents(phases);
  const llama = await phases.during("detect_platform", () =>
    library.getLlama({
      gpu: false,
      build: "never",
      skipDownload: true,
      logLevel: "debug",
      logger: (level, text) => events.hear(level, text),
    }),
  );
  const version = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")).version;
  const release = llama.llamaCppRelease?.release ?? "unknown";
  info(`node-llama-cpp ${version}, llama.cpp ${release}, CPU, threads ${options.threads}`);
  info(`model ${options.model}, ${fs.statSync(options.model).size} bytes`);

  phases.begin("get_model_info");
  const model = await llama.loadModel({
    modelPath: options.model,
    gpuLayers: 0,
    ...loading(options["load-format"], version),
  });
  events.loaded();
  const context = await phases.during("kv_cache_profiling", () =>
    model.createContext({
      contextSize: options["ctx-size"],
      sequences: options.parallel,
      threads: options.threads,
    }),
  );
  await phases.during("warm_up", () => firstToken(model, context));
  return { model, context };
}

function loading(format, version) {
  if (format !== "direct-io") {
    return { useMmap: format === "mmap" };
  }
  const [major, minor] = version.split(".").map(Number);
  if (major < 3 || (major === 3 && minor < 18)) {
    throw new UsageError(`--load-format direct-io needs node-llama-cpp 3.18 or newer, and this is ${version}.`);
  }
  return { useMmap: false, useDirectIo: true };
}

async function firstToken(model, context) {
  const sequence = context.getSequence();
  const tokens = model.tokenize("a");
  for await (const _ of sequence.evaluate(tokens, { temperature: 0 })) {
    break;
  }
  await sequence.clearHistory();
  sequence.dispose();
}

/** Bounds the phases of loading a model by what llama.cpp says. */
class LoadEvents {
  #phases;
  #tensors = Infinity;
  #types = 0;

  constructor(phases) {
    this.#phases = phases;
  }

  hear(level, text) {
    const at = now();
    for (const part of text.split("\n")) {
      // Dots are a progress bar.
      if (part.trim() !== "" && !/^\.+$/.test(part.trim())) {
        line("DEBUG", `engine ${part.trimEnd()}`, at);
        this.#bound(part, at);
      }
    }
  }

  /** The model is there. */
  loaded() {
    const at = now();
    // A release that does not say where one phase ends has it within the one before.
    for (const phase of ["get_model_info", "tokenizer_init", "model_init", "load_weights"]) {
      this.#phases.end(phase, at);
    }
  }

  #bound(text, at) {
    // "loaded meta data with 17 key-value pairs and 74 tensors", "- type  f32:   17 tensors": with the last type the
    // metadata is read, and the vocabulary follows.
    const all = /loaded meta data with \d+ key-value pairs and (\d+) tensors/.exec(text);
    if (all) {
      this.#tensors = Number(all[1]);
    }
    const type = /llama_model_loader: - type .*: +(\d+) tensors/.exec(text);
    if (type && (this.#types += Number(type[1])) >= this.#tensors) {
      this.#phases.next("get_model_info", "tokenizer_init", at);
    }
    if (text.includes("token to piece cache size")) {
      this.#phases.next("tokenizer_init", "model_init", at);
    }
    // All tensors are created: the next thing is their content. Releases before 3.6 say only that they begin to.
    if (text.includes("cannot be used with preferred buffer type") || text.includes("llm_load_tensors: ggml ctx size")) {
      this.#phases.next("model_init", "load_weights", at);
    }
    if (/load_tensors: .*buffer size *=/.test(text)) {
      this.#phases.next("model_init", "load_weights", at);
    }
  }
}
