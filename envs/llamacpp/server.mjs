// The embedded engine: llama.cpp, as node-llama-cpp ships it, behind a part of OpenAI's API and vLLM's metrics.
//
//   node server.mjs --engine PREFIX --model FILE.gguf --port 8000
//
// Exit codes: 0 ended by SIGTERM, SIGINT or the end of standard input; 1 the engine failed; 2 a wrong option; 3 the port is taken.
import { flush, info } from "./log.mjs";
import { chatTemplate } from "./chat.mjs";
import { Completions } from "./completions.mjs";
import { load, WrongEngine } from "./engine.mjs";
import { Web } from "./http.mjs";
import { Metrics } from "./metrics.mjs";
import { readOptions, WrongOption } from "./options.mjs";
import { SequenceQueue } from "./queue.mjs";

// Requests that run may go on for so long after the signal. Node cannot leave a batch that llama.cpp computes: the process is
// gone when that batch is done, in less than two seconds but for large models that read a long prompt.
const GRACE_MILLISECONDS = 500;

function leave(code, sentence) {
  flush();
  if (sentence) {
    process.stderr.write(`${sentence}\n`);
  }
  process.exit(code);
}

let ending = false;
async function finish(web) {
  if (!ending) {
    ending = true;
    await web.close(GRACE_MILLISECONDS);
    info("ended");
    leave(0);
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  const web = new Web(options["served-model-name"]);
  for (const signal of ["SIGTERM", "SIGINT"]) {
    process.on(signal, () => void finish(web));
  }
  if (options["exit-with-stdin"]) {
    process.stdin.on("close", () => void finish(web)).on("error", () => void finish(web)).resume();
  }

  const port = await web.listen(options.port, options.host);
  info(`listening on ${options.host}, port ${port}`);
  const engine = await load(options);

  const chat = await chatTemplate(options.engine, engine.model);
  const metrics = new Metrics();
  const queue = new SequenceQueue(engine.sequences, options["queue-limit"]);
  const served = options["served-model-name"];
  const cells = options["ctx-size"] * options.parallel;
  web.service = {
    queue,
    completions: new Completions(engine, queue, metrics, served, options["ctx-size"], chat),
    metricsText: () => metrics.text(served, queue.waiting, cells),
  };
  info("Engine is ready");
} catch (e) {
  if (e instanceof WrongOption || e instanceof WrongEngine) {
    leave(2, e.message);
  } else if (e.code === "EADDRINUSE" || e.code === "EACCES" || e.code === "EADDRNOTAVAIL") {
    leave(3, `The address cannot be listened on (${e.message}): name another with --port or --host.`);
  } else if (!ending) {
    leave(1, `The engine could not be started: ${e.message}`);
  }
}
