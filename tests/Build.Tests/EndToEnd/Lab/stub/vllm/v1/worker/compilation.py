"""What is compiled once and then kept."""

import os

from vllm.stub import Watch, cache, logger, remember, work


def compile_model(layers):
    """Compiles, or loads what an earlier start has compiled."""
    off = os.environ.get("VLLM_DISABLE_COMPILE_CACHE") == "1"
    graph = cache("torch_compile_cache", "stub", "computation_graph.py")
    whole, warm = Watch(), not off and os.path.exists(graph)
    took = Watch()
    if not warm:
        logger.debug("Start compiling function <code object forward>")
    work(0.08 if warm else 0.05 + 0.01 * layers)
    if off:
        logger.info("vLLM's torch.compile cache is disabled.")
    logger.info("Dynamo bytecode transform time: %.2f s", took())
    took = Watch()
    if warm:
        work(0.01 * layers)
        logger.info(
            "Directly load the compiled graph(s) for compile range (1, 16384) from the cache, took %.3f s", took()
        )
        logger.info("Directly load AOT compilation from path %s", graph)
    else:
        work(0.1 + 0.03 * layers)
        if not off:
            remember(graph, "one of the lines of a layer\n" * 1000 * layers)
            logger.info("Cache the graph of compile range (1, 16384) for later use")
        logger.info("Compiling a graph for compile range (1, 16384) takes %.2f s", took())
        if not off:
            logger.info("saved AOT compiled function to %s", graph)
    logger.info("torch.compile took %.2f s in total", whole())
    return warm
