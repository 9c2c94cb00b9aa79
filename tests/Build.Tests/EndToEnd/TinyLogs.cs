using System.Globalization;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>Logs of a start that are just long enough to be measured.</summary>
internal static class TinyLogs
{
    /// <summary>A warm start whose weights take the given time.</summary>
    public static string Warm(double loadSeconds, int day = 9) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INFO 02-{day:00} 18:07:00.000 [__init__.py:241] Automatically detected platform cuda.
            (EngineCore_0 pid=7) INFO 02-{day:00} 18:07:12.835 [core.py:74] Initializing a V1 LLM engine (v0.10.1.1) with config: model='models/m', max_seq_len=2048
            (EngineCore_0 pid=7) INFO 02-{day:00} 18:07:20.000 [default_loader.py:262] Loading weights took {loadSeconds:F2} seconds
            (EngineCore_0 pid=7) INFO 02-{day:00} 18:07:30.000 [backends.py:559] Dynamo bytecode transform time: 5.00 s
            (EngineCore_0 pid=7) INFO 02-{day:00} 18:07:35.000 [backends.py:161] Directly load the compiled graph(s) for dynamic shape from the cache, took 4.500 s
            (EngineCore_0 pid=7) INFO 02-{day:00} 18:07:36.000 [monitor.py:34] torch.compile takes 5.00 s in total
            (EngineCore_0 pid=7) INFO 02-{day:00} 18:07:46.123 [gpu_model_runner.py:2708] Graph capturing finished in 1.33 secs, took 0.45 GiB

            """
        );
}
