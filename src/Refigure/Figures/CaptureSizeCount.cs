using System.Globalization;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>How many batch sizes a run captured as CUDA graphs.</summary>
internal static class CaptureSizeCount
{
    /// <summary>The number that the log lists; else the one that the engine arguments mean; null if neither says.</summary>
    public static double? Of(MeasuredRun run)
    {
        if (run.Value("cudagraph_capture_sizes") is { } counted)
        {
            return counted;
        }

        foreach (var (key, value) in run.Record.Arguments)
        {
            var name = key.Replace('_', '-');
            if (name is "cudagraph-capture-sizes" or "cuda-graph-sizes")
            {
                return OfArgument(name, value);
            }
        }

        return null;
    }

    // vLLM 0.10 reads a single cuda-graph-sizes N as 1, 2, 4 and the multiples of 8 up to N, and several as they are.
    private static double? OfArgument(string name, string value)
    {
        var parts = value.Split([' ', ',', '_', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        return name is "cuda-graph-sizes"
            && parts is [var only]
            && int.TryParse(only, NumberStyles.None, CultureInfo.InvariantCulture, out var largest)
                ? 3 + (largest / 8)
            : parts.Length > 0 ? parts.Length
            : null;
    }
}
