"""Prometheus text: requests that run and wait, and tokens. A cache of a fixed size there is none, so no gauge of its use."""

import threading


class Metrics:
    def __init__(self, model):
        self._lock = threading.Lock()
        self._label = 'model_name="' + model.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        self.running = 0
        self.waiting = 0
        self.prompt_tokens = 0
        self.generation_tokens = 0
        self.finished = {"stop": 0, "length": 0, "abort": 0, "error": 0}

    def add(self, **changes):
        """Adds to counters and gauges by name, all at once."""
        with self._lock:
            for name, change in changes.items():
                setattr(self, name, getattr(self, name) + change)

    def finish(self, reason):
        with self._lock:
            self.finished[reason] += 1

    def text(self):
        with self._lock:
            rows = [
                ("num_requests_running", "gauge", "Requests of the batch that runs.", self.running),
                ("num_requests_waiting", "gauge", "Requests that wait for the next batch.", self.waiting),
                ("prompt_tokens_total", "counter", "Tokens of prompts, padding not counted.", self.prompt_tokens),
                ("generation_tokens_total", "counter", "Tokens generated for answers.", self.generation_tokens),
            ]
            lines = []
            for name, kind, meaning, value in rows:
                name = "transformers:" + name
                lines += [f"# HELP {name} {meaning}", f"# TYPE {name} {kind}", f"{name}{{{self._label}}} {value}"]
            name = "transformers:request_success_total"
            lines += [f"# HELP {name} Requests that ended, by reason.", f"# TYPE {name} counter"]
            lines += [f'{name}{{finished_reason="{why}",{self._label}}} {n}' for why, n in self.finished.items()]
            return "\n".join(lines) + "\n"
