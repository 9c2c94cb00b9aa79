"""Who is worked on next. A batch is static: once it runs, nobody joins it, and the next begins when its last answer has ended."""

import collections
import queue
import threading
import time

from naive_log import log
from naive_request import ApiError

ENDING = "The server is ending."


class Job:
    """A request and what became of it so far. Out of `events` come (token, None), the last one as (token, reason), or (None, why)
    where it failed."""

    def __init__(self, request):
        self.request = request
        self.events = queue.SimpleQueue()
        self.count = 0
        self.done = False
        # Set by whoever waits for the answer: a stop text came, or the client left. The row ends at the next token.
        self.left = None

    def wants(self, token, ends):
        """Takes a token; gives the reason if it was the last."""
        self.count += 1
        if not self.request.ignore_eos and token in ends:
            return "stop"
        return "length" if self.count >= self.request.max_tokens else None


class Streamer:
    """What generate() tells the tokens to: first the prompts, then the next token of each row, as a tensor."""

    def __init__(self, jobs, ends, finish, metrics):
        self._jobs, self._ends, self._finish, self._metrics = jobs, ends, finish, metrics
        self._prompts = True

    def put(self, value):
        if self._prompts:
            self._prompts = False
            if len(value.shape) == 2:
                return
        made = 0
        for job, token in zip(self._jobs, value.tolist()):
            if not job.done:
                reason = job.left
                if reason is None:
                    made += 1
                    reason = job.wants(token, self._ends)
                    job.events.put((token, reason))
                if reason is not None:
                    self._finish(job, reason)
        self._metrics.add(generation_tokens=made)

    def end(self):
        pass

    def all_done(self):
        return all(job.done for job in self._jobs)


class Batcher:
    def __init__(self, metrics, size, wait, limit):
        self._metrics, self._size, self._wait, self._limit = metrics, size, wait, limit
        self._changed = threading.Condition()
        self._waiting = collections.deque()
        self._running = []
        self._ending = False
        self.model = None

    def ready(self, model):
        self.model = model

    @property
    def is_ready(self):
        return self.model is not None and not self._ending

    def submit(self, request):
        job = Job(request)
        with self._changed:
            if self._ending:
                raise ApiError(503, ENDING)
            if len(self._waiting) >= self._limit:
                raise ApiError(429, "Too many requests wait already: try again later.")
            self._waiting.append(job)
            self._metrics.add(waiting=1)
            self._changed.notify_all()
        return job

    def leave(self, job, reason):
        """Whoever waited for the answer needs no more of it."""
        with self._changed:
            job.left = reason
            if job in self._waiting:
                self._waiting.remove(job)
                self._metrics.add(waiting=-1)
                self._metrics.finish(reason)

    def run(self):
        """Generates, batch after batch, for ever."""
        while True:
            jobs = self._take()
            try:
                self._generate(jobs)
            except Exception as error:  # out of memory, for one: the next batch may fit
                log("ERROR", f"a batch of {len(jobs)} failed: {type(error).__name__}: {error}")
                for job in jobs:
                    self._fail(job, f"{type(error).__name__}: {error}")
                self.model.recover()
            with self._changed:
                self._running = []
                self._changed.notify_all()

    def end(self, grace):
        """Takes no more requests, and gives those that run so many seconds."""
        with self._changed:
            self._ending = True
            for job in self._waiting:
                job.events.put((None, ENDING))
            self._metrics.add(waiting=-len(self._waiting))
            self._waiting.clear()
            until = time.monotonic() + grace
            while self._running and (left := until - time.monotonic()) > 0:
                self._changed.wait(left)

    def _take(self):
        with self._changed:
            while not self._waiting:
                self._changed.wait()
            until = time.monotonic() + (self._wait if self._size > 1 else 0)
            while len(jobs := self._alike()) < self._size and (left := until - time.monotonic()) > 0:
                self._changed.wait(left)
                while not self._waiting:
                    self._changed.wait()
            for job in jobs:
                self._waiting.remove(job)
            self._running = jobs
            tokens = sum(len(job.request.prompt) for job in jobs)
            self._metrics.add(waiting=-len(jobs), running=len(jobs), prompt_tokens=tokens)
            return jobs

    # generate() samples all rows in one way: the first that waits decides which others can come along.
    def _alike(self):
        wanted = self._waiting[0].request.sampling
        return [job for job in self._waiting if job.request.sampling == wanted][: self._size]

    def _generate(self, jobs):
        streamer = Streamer(jobs, self.model.ends, self._finish, self._metrics)
        self.model.generate([job.request for job in jobs], streamer)
        for job in jobs:  # none is left unless generate() stopped early
            self._fail(job, "The engine stopped without a token that ends.")

    def _finish(self, job, reason):
        job.done = True
        self._metrics.add(running=-1)
        self._metrics.finish(reason)

    def _fail(self, job, why):
        if not job.done:
            self._finish(job, "error")
            job.events.put((None, why))
