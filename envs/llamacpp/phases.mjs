// The phases of a start, and the events that bound them.
//
//   llm_imports         import of the node-llama-cpp package: a stamp before, a stamp after
//   detect_platform     getLlama(): chooses, tries out and loads the native library and its CPU backend; stamps around it
//   get_model_info      from the call of loadModel(), which reads the header of the GGUF file first, to llama.cpp's last
//                       "llama_model_loader: - type" line: key-value pairs and list of tensors are read
//   tokenizer_init      from there to "token to piece cache size", the last thing that loading the vocabulary does (its own
//                       first event, "initializing tokenizer", comes only after the tokens were read)
//   model_init          from there to "loading model tensors" ("ggml ctx size" before 3.6): the model is described, no
//                       tensor is made yet, so it is short
//   load_weights        from there until loadModel() returns: tensors are made, the file is mapped or read
//   kv_cache_profiling  createContext(): KV cache and compute buffers; since 3.22 the library also estimates memory in it
//   warm_up             a first token is generated and thrown away
//
// How exact the stamps are: llama.cpp works on a thread of its own, and Node delivers its log events to the main thread some time
// after they were printed. Compared with the moment of the print itself (a hook on vsnprintf, one start each of four versions on
// a shared machine of two cores), the events of loading a model came 5 to 130 µs late in most of two starts (a few by 2 to 4 ms),
// 0.3 to 1 ms in the third, 3 to 6 ms in the fourth; why they differ was not established. Late events come several in one
// delivery, in which they are 3 µs apart whatever the true distance was. So a boundary of get_model_info to load_weights may be
// milliseconds late, and a phase that begins and ends in one delivery is marked in a DEBUG line. The stamps around calls do not
// depend on deliveries. get_model_info grows with the vocabulary mostly because the library reads the header in JavaScript.
import { debug, info, seconds, stamp } from "./log.mjs";

let current = null;
let delivery = 0;
let sameDelivery = false;
let tensors = null;
let typed = 0;
let modelAwaited = false;

/** Begins a phase, ending the one that is open. */
export function begin(name, at = stamp()) {
  end(at);
  info(`phase ${name} begin`, at);
  current = { name, at, delivery: sameDelivery ? delivery : null };
}

/** Ends the open phase, if there is one. */
export function end(at = stamp()) {
  if (!current) {
    return;
  }
  info(`phase ${current.name} end ${seconds(current.at, at)}`, at);
  if (sameDelivery && current.delivery === delivery) {
    debug(`phase ${current.name} began and ended in one delivery of events: its length is below what can be told`, at);
  }
  current = null;
}

/** Reading of the model begins: from now on llama.cpp's events are boundaries. */
export function awaitModel() {
  modelAwaited = true;
  begin("get_model_info");
}

/** The model is there. A phase whose begin this version did not print has no line. */
export function modelIsThere() {
  modelAwaited = false;
  if (current?.name === "load_weights") {
    end();
  } else {
    current = null;
  }
}

/** Takes an event of llama.cpp; called by the library, on the main thread. */
export function onEngineEvent(level, message) {
  const at = stamp();
  if (!sameDelivery) {
    sameDelivery = true;
    delivery++;
    setImmediate(() => (sameDelivery = false));
  }
  for (const line of message.split("\n")) {
    // Dots are how llama.cpp shows progress.
    if (line.trim().length > 0 && !/^\.+$/.test(line)) {
      debug(`engine ${line}`, at);
      if (modelAwaited) {
        bound(line, at);
      }
    }
  }
}

function bound(line, at) {
  if (current?.name === "get_model_info") {
    tensors ??= /loaded meta data with .* and (\d+) tensors/.exec(line)?.[1] ?? null;
    typed += Number(/llama_model_loader: - type .*?(\d+) tensors/.exec(line)?.[1] ?? 0);
    if (tensors !== null && typed === Number(tensors)) {
      begin("tokenizer_init", at);
    }
  } else if (current?.name === "tokenizer_init" && line.includes("token to piece cache size")) {
    begin("model_init", at);
  } else if (current?.name === "model_init" && /load_tensors: (loading model tensors|ggml ctx size)/.test(line)) {
    begin("load_weights", at);
  }
}
