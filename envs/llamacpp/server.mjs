// The embedded engine: llama.cpp as a server that speaks OpenAI's completions API and logs each start-up phase.
//
//   node server.mjs --engine PREFIX --model FILE.gguf --port N
//
// Exit codes: 0 ended when asked to, 1 the model could not be loaded, 2 wrong options, 3 the port is taken.

import { Api } from "./api.mjs";
import { start } from "./engine.mjs";
import { info, Phases } from "./log.mjs";
import { Metrics } from "./metrics.mjs";
import { parse, UsageError } from "./options.mjs";
import { Sequences } from "./sequences.mjs";

const grace = 2000;

function fail(code, message) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

async function main() {
  const options = parse(process.argv.slice(2));
  const metrics = new Metrics();
  const api = new Api(metrics);
  let ending = false;
  const end = async (why) => {
    if (!ending) {
      ending = true;
      info(`ending: ${why}`);
      await api.end(grace);
      info("ended");
      process.exit(0);
    }
  };
  process.on("SIGTERM", () => end("SIGTERM"));
  process.on("SIGINT", () => end("SIGINT"));
  if (options["exit-with-stdin"]) {
    process.stdin.on("end", () => end("standard input was closed"));
    process.stdin.on("error", () => end("standard input was closed"));
    process.stdin.resume();
  }

  // From the start, so that a port that is taken shows at once; /health says when the model is there.
  const port = await api.listen(options.port, options.host);
  info(`listening on http://${options.host}:${port}`);
  const { model, context } = await start(options, new Phases());
  const sequences = new Sequences(context, options.parallel, options["queue-limit"], metrics);
  metrics.cacheUsage = () => sequences.usage(options["ctx-size"]);
  api.engine = {
    model,
    sequences,
    served: options["served-model-name"] || options.model,
    contextSize: options["ctx-size"],
  };
  info("Engine is ready");
}

main().catch((error) => {
  if (error instanceof UsageError) {
    fail(2, error.message);
  } else if (error?.code === "EADDRINUSE") {
    fail(3, `The port is in use (EADDRINUSE): choose another with --port, or 0 for any. ${error.message}`);
  } else {
    fail(1, `The engine did not start: ${error?.stack ?? error}`);
  }
});
