// Prometheus metrics, named like vLLM's (text format 0.0.4).

const seconds = [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80];
const perToken = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5];

class Histogram {
  #counts;
  #sum = 0;
  #count = 0;

  constructor(bounds) {
    this.bounds = bounds;
    this.#counts = bounds.map(() => 0);
  }

  observe(value) {
    this.#sum += value;
    this.#count++;
    this.bounds.forEach((bound, i) => {
      if (value <= bound) {
        this.#counts[i]++;
      }
    });
  }

  lines(name, label) {
    return [
      ...this.bounds.map((bound, i) => `${name}_bucket{le="${bound}",${label}} ${this.#counts[i]}`),
      `${name}_bucket{le="+Inf",${label}} ${this.#count}`,
      `${name}_sum{${label}} ${this.#sum}`,
      `${name}_count{${label}} ${this.#count}`,
    ];
  }
}

/** What the server has done. */
export class Metrics {
  running = 0;
  waiting = 0;
  promptTokens = 0;
  generatedTokens = 0;
  timeToFirstToken = new Histogram(seconds);
  interTokenLatency = new Histogram(perToken);
  endToEnd = new Histogram(seconds);
  finished = { stop: 0, length: 0, abort: 0 };
  /** Tells the used part of the KV cache, 0 to 1. */
  cacheUsage = () => 0;

  text(model) {
    const label = `model_name="${model.replace(/["\\\n]/g, "_")}"`;
    const lines = [];
    const add = (name, type, help, ...values) =>
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...values.flat());
    const gauge = (name, help, value) => add(name, "gauge", help, `${name}{${label}} ${value}`);
    const counter = (name, help, value) => add(name, "counter", help, `${name}{${label}} ${value}`);
    const histogram = (name, help, value) => add(name, "histogram", help, value.lines(name, label));
    gauge("vllm:num_requests_running", "Requests that are being computed.", this.running);
    gauge("vllm:num_requests_waiting", "Requests that wait for a sequence.", this.waiting);
    gauge("vllm:kv_cache_usage_perc", "Used part of the KV cache; 1 is all.", this.cacheUsage());
    gauge("vllm:gpu_cache_usage_perc", "The same under its older name.", this.cacheUsage());
    counter("vllm:prompt_tokens_total", "Prompt tokens processed.", this.promptTokens);
    counter("vllm:generation_tokens_total", "Tokens generated.", this.generatedTokens);
    add(
      "vllm:request_success_total",
      "counter",
      "Requests that ended, by reason.",
      Object.entries(this.finished).map(
        ([reason, n]) => `vllm:request_success_total{finished_reason="${reason}",${label}} ${n}`,
      ),
    );
    histogram("vllm:time_to_first_token_seconds", "Time to the first token.", this.timeToFirstToken);
    histogram("vllm:inter_token_latency_seconds", "Time between tokens.", this.interTokenLatency);
    histogram("vllm:time_per_output_token_seconds", "The same under its older name.", this.interTokenLatency);
    histogram("vllm:e2e_request_latency_seconds", "Time of a whole request.", this.endToEnd);
    return `${lines.join("\n")}\n`;
  }
}
