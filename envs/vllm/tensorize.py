"""Writes a model's weights as one file in the form that vLLM's load format tensorizer reads.

    python tensorize.py --model PATH --to FILE

PATH is a model's folder with its weights. FILE is written as vLLM's own tensorize_vllm_model does: an engine loads the model,
and its worker writes the tensors as this version of vLLM lays them out, so that only this version reads them. What happens is
told by JSON marks, one a line, on standard output:

    {"mark": "begin", ...}                       before anything is imported
    {"mark": "imported", "version": ...}         the version that was really imported
    {"mark": "written", "bytes": ...}            how much of FILE there is, every second
    {"mark": "end", "bytes": ..., "total": ...}  FILE is whole and on the disk
    {"mark": "failed", "error": ...}             instead; the exit code is then not 0

It ends with whoever started it. REFIGURE_EXPECT_VLLM names the version that must be imported.
"""

import argparse
import os
import signal
import sys
import threading
import time
import traceback

BEGAN = time.perf_counter()

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from startup import (  # noqa: E402 - it lies beside this file
    adopt_orphans,
    configure_logging,
    end_children,
    engine_classes,
    forget_script_folder,
    interrupted,
    leave,
    mark,
    refuse_other_version,
)

TICK_SECONDS = 1.0


def watch(path, starter):
    """Tells how far it is; ends this process when the one that started it is gone."""
    told = 0
    while True:
        time.sleep(TICK_SECONDS)
        if os.getppid() != starter:
            end_children()
            os._exit(1)
        try:
            size = os.path.getsize(path)
            if size != told:
                mark("written", bytes=size)
                told = size
        except OSError:
            continue  # the file is not there yet, or nobody hears this any more


def write(model, path):
    """Has vLLM write the file."""
    import vllm

    refuse_other_version(vllm.__version__)
    from vllm.model_executor.model_loader import tensorizer

    mark("imported", seconds=time.perf_counter() - BEGAN, version=vllm.__version__)
    # It would fetch the configuration and the tokenizer of the model by its name, which here is a folder, from the hub; the
    # caller puts them beside the file. This is why the engine must run in this process.
    if hasattr(tensorizer, "serialize_extra_artifacts"):
        tensorizer.serialize_extra_artifacts = lambda *_args, **_names: None
    EngineArgs, _, _ = engine_classes()
    tensorizer.tensorize_vllm_model(
        EngineArgs(model=model, enforce_eager=True), tensorizer.TensorizerConfig(tensorizer_uri=path)
    )


def keep(path):
    """Makes the file survive a loss of power; gives its size."""
    with open(path, "rb+") as file:
        os.fsync(file.fileno())
        size = os.fstat(file.fileno()).st_size
    if size == 0:
        raise RuntimeError(f"{path} is empty")
    return size


def outcome(model, path):
    """Writes; gives the exit code and, if it is not 0, why."""
    try:
        write(model, path)
        size = keep(path)
        mark("end", bytes=size, total=time.perf_counter() - BEGAN)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
        return code or 1, f"ended with exit code {end.code}"
    except BaseException as error:  # whatever it was: the mark and the exit code say so
        traceback.print_exc()
        return 1, f"{type(error).__name__}: {error}"
    return 0, None


def main(arguments):
    starter = os.getppid()
    mark("begin", pid=os.getpid())
    parser = argparse.ArgumentParser(prog="tensorize.py")
    parser.add_argument("--model", required=True)
    parser.add_argument("--to", required=True)
    chosen = parser.parse_args(arguments)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, interrupted)
    forget_script_folder()
    adopt_orphans()
    os.environ["VLLM_ENABLE_V1_MULTIPROCESSING"] = "0"
    configuration = configure_logging()
    threading.Thread(target=watch, args=(chosen.to, starter), daemon=True).start()
    status, why = outcome(chosen.model, chosen.to)
    leave(status, why, configuration)


if __name__ == "__main__":
    main(sys.argv[1:])
