namespace Refigure.Traces;

/// <summary>A range that an engine or a profiler marks in a trace as a step: a forward pass of vLLM, a step of the profiler.</summary>
/// <param name="Name">Such as <c>execute_context_0(0)_generation_1(1)</c>.</param>
/// <param name="Start">In ns on the trace's own clock.</param>
/// <param name="Duration">In ns.</param>
/// <param name="Device">The GPU on whose time it lies; null for a range of the host's time.</param>
public sealed record TraceRange(string Name, long Start, long Duration, long? Device)
{
    /// <summary>The process that marked it, as a trace of several processes numbers it; null in others.</summary>
    public long? Process { get; init; }

    /// <summary>In ns on the trace's own clock.</summary>
    public long End => Start + Duration;

    /// <summary>
    /// Whether a range's name is that of a step: <c>execute_context_…</c> and <c>execute_N_context_…</c> of vLLM, or
    /// <c>ProfilerStep#N</c> of PyTorch.
    /// </summary>
    public static bool IsStep(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.StartsWith("ProfilerStep#", StringComparison.Ordinal))
        {
            return true;
        }

        const string Execute = "execute_";
        if (!name.StartsWith(Execute, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = name.AsSpan(Execute.Length);
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        if (digits > 0 && rest[digits] == '_')
        {
            rest = rest[(digits + 1)..];
        }

        return rest.StartsWith("context_", StringComparison.Ordinal);
    }
}
