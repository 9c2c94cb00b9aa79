// Routes. The server listens from the start, so that a port that is taken shows at once; until all is loaded it answers 503.
import { createServer } from "node:http";
import { log } from "./log.mjs";
import { ApiError } from "./request.mjs";

const LARGEST_BODY = 16 << 20;

export class Web {
  /** What answers completions; null until the engine is ready. */
  service = null;
  ending = false;
  #served;
  #open = new Set();
  #server = createServer((request, response) => void this.#handle(request, response));

  constructor(served) {
    this.#served = served;
    this.#server.on("connection", (socket) => socket.setNoDelay(true));
  }

  listen(port, host) {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => resolve(this.#server.address().port));
    });
  }

  /** Takes no more requests; true when those that run ended in time, else they are cut off. */
  async close(milliseconds) {
    this.ending = true;
    this.service?.queue.end();
    this.#server.close();
    this.#server.closeIdleConnections();
    const limit = performance.now() + milliseconds;
    while (this.#open.size > 0 && performance.now() < limit) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    for (const abort of this.#open) {
      abort.abort(new Error("the server is ending"));
    }
    this.#server.closeAllConnections();
  }

  async #handle(request, response) {
    const route = `${request.method} ${new URL(request.url, "http://server").pathname}`;
    try {
      switch (route) {
        case "GET /health":
          response.writeHead(this.#isReady() ? 200 : 503).end();
          return;
        case "GET /metrics":
          response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
          response.end(this.service?.metricsText() ?? "");
          return;
        case "GET /v1/models":
          json(response, 200, { object: "list", data: [{ id: this.#served, object: "model", owned_by: "refigure" }] });
          return;
        case "POST /v1/completions":
          await this.#complete(request, response, false);
          return;
        case "POST /v1/chat/completions":
          await this.#complete(request, response, true);
          return;
        default:
          throw new ApiError(404, `There is no ${route} here.`);
      }
    } catch (e) {
      fail(response, e);
    }
  }

  #isReady() {
    return this.service !== null && !this.ending;
  }

  async #complete(request, response, chat) {
    if (!this.#isReady()) {
      throw new ApiError(503, this.ending ? "The server is ending." : "The model is not loaded yet.");
    }
    const abort = new AbortController();
    this.#open.add(abort);
    response.on("close", () => abort.abort(new Error("the client left")));
    try {
      await this.service.completions.answer(await bodyOf(request), chat, response, abort.signal);
    } finally {
      this.#open.delete(abort);
    }
  }
}

async function bodyOf(request) {
  const parts = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > LARGEST_BODY) {
      throw new ApiError(400, `The body is larger than ${LARGEST_BODY} bytes.`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function fail(response, e) {
  if (response.destroyed) {
    return;
  }
  const error = e instanceof ApiError ? e : new ApiError(500, e.message);
  if (!(e instanceof ApiError)) {
    log("ERROR", `request failed: ${e.message}`);
  }
  if (response.headersSent) {
    response.end(`data: ${JSON.stringify(error.body)}\n\n`);
  } else {
    json(response, error.status, error.body);
  }
}

function json(response, status, body) {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
