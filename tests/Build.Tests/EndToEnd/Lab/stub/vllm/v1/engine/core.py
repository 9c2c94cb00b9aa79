"""The process of the engine."""

import ctypes
import os
import sys

from vllm.model_executor.model_loader.base_loader import load_model
from vllm.stub import SHAPE, Watch, __version__, logger, work
from vllm.v1.worker.compilation import compile_model


def prefix_lines():
    write, prefix = sys.stdout.write, f"(EngineCore pid={os.getpid()}) "
    sys.stdout.write = lambda text: write(text if not text.strip() else prefix + text)


def take_name():
    """The name under which the kernel and nvidia-smi show the real one."""
    ctypes.CDLL(None).prctl(15, b"VLLM::EngineCore", 0, 0, 0)


def use_gpu():
    """From now on whoever asks the GPU is told of this process."""
    if folder := os.environ.get("STUB_VLLM_GPU"):
        with open(os.path.join(folder, "engine.new"), "w", encoding="utf-8") as file:
            file.write(str(os.getpid()))
        os.replace(os.path.join(folder, "engine.new"), os.path.join(folder, "engine"))


def run(answers, other_end, model, layers, max_len, sizes):
    """Starts, says so, and waits until it is ended, or its parent is gone."""
    other_end.close()
    take_name()
    prefix_lines()
    work(0.03)
    logger.debug("Waiting for init message from front-end.")
    logger.info(
        "Initializing a V1 LLM engine (v%s) with config: model='%s', skip_tokenizer_init=False, max_seq_len=%d, "
        "load_format=auto, tensor_parallel_size=1, enforce_eager=False, enable_chunked_prefill=True, "
        "compilation_config={'mode': 3, 'cudagraph_capture_sizes': %s, 'compile_sizes': []}",
        __version__,
        model,
        max_len,
        sizes,
    )
    use_gpu()
    work(0.08)
    start(model, layers, sizes)
    answers.send(None)
    answers.poll(600)


def start(model, layers, sizes):
    if SHAPE >= (0, 21):
        logger.info("Using V2 Model Runner")
        loading = Watch()
        logger.info("Loading model from scratch...")
    else:
        loading = Watch()
        logger.info("Starting to load model %s...", model)
    logger.info("Using FLASH_ATTN attention backend out of potential backends: ['FLASH_ATTN'].")
    gibibytes = load_model(model, layers)
    work(0.03)
    whole, profiling = Watch(), Watch()
    memory = "" if SHAPE >= (0, 21) else " memory"
    logger.info(f"Model loading took %.2f GiB{memory} and %.6f seconds", gibibytes, loading())
    compiling = Watch()
    warm = compile_model(layers)
    compiled, first = compiling(), Watch()
    work(0.02)
    logger.info("Initial profiling/warmup run took %.2f s", first())
    work(0.04)
    logger.debug("Memory profiling takes %.2f seconds. Total non KV cache memory: 3.98GiB;", profiling())
    logger.info("Available KV cache memory: 62.63 GiB")
    logger.info("GPU KV cache size: 1,083,968 tokens")
    logger.info("Maximum concurrency for 4,096 tokens per request: 264.64x")
    capture(sizes)
    logger.debug("Free memory on device cuda:0 (79.1/79.6 GiB) on startup.")
    work(0.03 if warm else 0.25)
    if SHAPE >= (0, 25):
        logger.info("Kernel JIT monitor activated; the stub compiles no kernels.")
    logger.info(
        "init engine (profile, create kv cache, warmup model) took %.2f s (compilation: %.2f s)", whole(), compiled
    )


def capture(sizes):
    if SHAPE >= (0, 21):
        from vllm.v1.worker.gpu.model_runner import capture_model
    else:
        from vllm.v1.worker.gpu_model_runner import capture_model
    capture_model(sizes)
