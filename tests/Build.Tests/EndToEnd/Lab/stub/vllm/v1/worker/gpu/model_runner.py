"""What 0.25 runs models with."""

from vllm.stub import Watch, logger, work


def capture_model(sizes):
    took = Watch()
    for size in sizes:
        logger.debug("CG Capture: mode=PIECEWISE, num_tokens=%d", size)
        work(0.004)
    elapsed = took()
    logger.info("Graph capturing finished in %.0f secs, took %.2f GiB", elapsed, 0.01 * len(sizes))
