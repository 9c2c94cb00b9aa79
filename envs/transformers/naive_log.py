"""The log on standard output, in the form of the embedded engine's:

    2026-11-24T08:00:00.123456Z 41234 INFO text

the wall clock in UTC, then microseconds since this module was imported, on the monotonic clock.
"""

import os
import threading
import time

WALL, BEGAN = time.time_ns(), time.perf_counter_ns()
_lock = threading.Lock()
_open = []


def _stamp(at):
    passed = at - BEGAN
    seconds, rest = divmod(WALL + passed, 1_000_000_000)
    when = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))
    return f"{when}.{rest // 1000:06d}Z {passed // 1000}"


def log(level, text, at=None):
    at = time.perf_counter_ns() if at is None else at
    line = f"{_stamp(at)} {level} {' '.join(str(text).split())}\n".encode()
    with _lock:
        try:
            while line:
                line = line[os.write(1, line) :]
        except OSError:
            pass  # nobody reads it any more, which is no reason to end


def info(text, at=None):
    log("INFO", text, at)


def begin(phase):
    """Begins a phase of the start, ending the one that is open."""
    end()
    at = time.perf_counter_ns()
    _open.append((phase, at))
    info(f"phase {phase} begin", at)


def end():
    """Ends the open phase, if there is one."""
    if _open:
        at = time.perf_counter_ns()
        phase, began = _open.pop()
        info(f"phase {phase} end {(at - began) / 1e9:.6f}", at)
