// Prometheus text with the names and buckets of vLLM's metrics; names that vLLM renamed are given in both forms.

const TTFT = [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160];
const ITL = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const E2E = [0.05, 0.1, 0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480];

class Histogram {
  #counts;
  #sum = 0;

  constructor(names, meaning, buckets) {
    Object.assign(this, { names, meaning, buckets });
    this.#counts = new Array(buckets.length + 1).fill(0);
  }

  observe(value) {
    const at = this.buckets.findIndex((limit) => value <= limit);
    this.#counts[at < 0 ? this.buckets.length : at]++;
    this.#sum += value;
  }

  text(label) {
    return this.names.map((name) => this.#one(name, label)).join("");
  }

  #one(name, label) {
    let total = 0;
    let text = `# HELP ${name} ${this.meaning}\n# TYPE ${name} histogram\n`;
    this.#counts.forEach((count, i) => {
      total += count;
      text += `${name}_bucket{le="${this.buckets[i] ?? "+Inf"}",${label}} ${total}\n`;
    });
    return `${text}${name}_sum{${label}} ${this.#sum}\n${name}_count{${label}} ${total}\n`;
  }
}

export class Metrics {
  ttft = new Histogram(["vllm:time_to_first_token_seconds"], "From arrival to the first token.", TTFT);
  itl = new Histogram(
    ["vllm:time_per_output_token_seconds", "vllm:inter_token_latency_seconds"],
    "Between two tokens of a request.",
    ITL,
  );
  e2e = new Histogram(["vllm:e2e_request_latency_seconds"], "From arrival to the last token.", E2E);
  promptTokens = 0;
  generationTokens = 0;
  finished = { stop: 0, length: 0, abort: 0 };
  running = new Set();

  /** All of it. `model` is the name as served; `cells` counts the tokens that the KV cache holds room for. */
  text(model, waiting, cells) {
    const label = `model_name="${model.replace(/[\\"]/g, "\\$&")}"`;
    const used = [...this.running].reduce((sum, sequence) => sum + sequence.nextTokenIndex, 0);
    const single = (names, type, meaning, value) =>
      names.map((n) => `# HELP ${n} ${meaning}\n# TYPE ${n} ${type}\n${n}{${label}} ${value}\n`).join("");
    const success = "vllm:request_success_total";
    return [
      single(["vllm:num_requests_running"], "gauge", "Requests that generate.", this.running.size),
      single(["vllm:num_requests_waiting"], "gauge", "Requests that wait for a sequence.", waiting),
      single(
        ["vllm:gpu_cache_usage_perc", "vllm:kv_cache_usage_perc"],
        "gauge",
        "Part of the KV cache in use, 0 to 1; it lies in the memory of the CPU.",
        cells > 0 ? used / cells : 0,
      ),
      single(["vllm:prompt_tokens_total"], "counter", "Tokens of prompts.", this.promptTokens),
      single(["vllm:generation_tokens_total"], "counter", "Tokens generated.", this.generationTokens),
      `# HELP ${success} Requests that ended, by reason.\n# TYPE ${success} counter\n`,
      ...Object.entries(this.finished).map(([why, n]) => `${success}{finished_reason="${why}",${label}} ${n}\n`),
      this.ttft.text(label),
      this.itl.text(label),
      this.e2e.text(label),
    ].join("");
  }
}
