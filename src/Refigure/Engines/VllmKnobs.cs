using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Refigure.Engines;

/// <summary>
/// Which versions of vLLM know which arguments and variables, as its releases' sources say. What is not here is the same in
/// all versions that experiments use, or is left to vLLM itself.
/// </summary>
internal static partial class VllmKnobs
{
    /// <summary>Batch sizes to capture graphs for, exactly these, whatever the version calls them.</summary>
    public const string CaptureSizes = "capture-sizes";

    /// <summary>What versions before 0.12 call it: one number is the largest, several are exactly those.</summary>
    public const string OldCaptureSizes = "cuda-graph-sizes";

    /// <summary>What versions from 0.11.1 on call it: exactly those.</summary>
    public const string NewCaptureSizes = "cudagraph-capture-sizes";

    private static readonly ImmutableArray<VllmKnob> Arguments =
    [
        new(OldCaptureSizes, new(0, 9), new(0, 13), $"{CaptureSizes} with all batch sizes"),
        new(NewCaptureSizes, new(0, 11, 1), null, $"{CaptureSizes}, or {OldCaptureSizes} with all batch sizes"),
        new(CaptureSizes, new(0, 9), null, "no argument: before 0.9.0 it captures a fixed list of batch sizes"),
        new("max-cudagraph-capture-size", new(0, 11, 1), null, OldCaptureSizes + " with one number"),
        new("max-seq-len-to-capture", new(0, 3, 2), new(0, 11), "no argument: it means nothing to this version"),
        new("attention-backend", new(0, 13), null, "the variable VLLM_ATTENTION_BACKEND"),
        new("kv-cache-memory-bytes", new(0, 11, 1), null, "gpu-memory-utilization"),
        new("profiler-config", new(0, 13), null, "the variable VLLM_TORCH_PROFILER_DIR"),
        new("disable-log-requests", null, new(0, 12), "no argument: requests are not logged unless asked for"),
        new("no-enable-prefix-caching", new(0, 6, 4), null, "no argument: prefixes are not cached unless asked for"),
    ];

    private static readonly ImmutableArray<VllmKnob> Variables =
    [
        new("VLLM_USE_V1", new(0, 6, 4), new(0, 11, 1), "nothing", Decides: false),
        new("VLLM_LOGGING_LEVEL", new(0, 4, 3), null, "nothing", Decides: false),
        new("VLLM_ATTENTION_BACKEND", new(0, 3, 2), new(0, 14), "the argument attention-backend"),
        new("VLLM_DISABLE_COMPILE_CACHE", new(0, 6, 5), null, "nothing: it has no compile cache"),
        new("VLLM_TORCH_PROFILER_DIR", new(0, 5, 5), new(0, 16), "the argument profiler-config"),
    ];

    private static readonly ImmutableArray<VllmKnob> LoadFormats =
    [
        new("tensorizer", new(0, 3, 4), null, "safetensors"),
        new("runai_streamer", new(0, 6, 6), null, "safetensors"),
    ];

    /// <summary>The comparable part of a version such as <c>0.10.1.1</c> or <c>0.10.2rc1.dev5</c>; null if it has none.</summary>
    public static Version? Parse(string version) =>
        Numbers().Match(version) is { Success: true } match && Version.TryParse(match.Value, out var parsed)
            ? parsed
            : null;

    /// <summary>Checks what a case says against a version.</summary>
    /// <returns>What the version does not heed, a sentence each.</returns>
    /// <exception cref="UserErrorException">It does not know an argument, or a variable that decides the start.</exception>
    public static ImmutableArray<string> Check(
        string version,
        ImmutableSortedDictionary<string, string> arguments,
        ImmutableSortedDictionary<string, string> variables
    )
    {
        if (Parse(version) is not { } parsed)
        {
            return [];
        }

        foreach (var (name, value) in arguments)
        {
            var spelled = name.Replace('_', '-');
            Refuse(Arguments, spelled, name, "argument", version, parsed);
            if (spelled == "load-format")
            {
                Refuse(LoadFormats, value, $"{name} {value}", "argument", version, parsed);
            }
        }

        var notes = ImmutableArray.CreateBuilder<string>();
        foreach (var name in variables.Keys)
        {
            if (Find(Variables, name) is { Decides: false } knob && !knob.IsKnownTo(parsed))
            {
                notes.Add($"{name} means nothing to vLLM {version}; it is set as in the other cases.");
                continue;
            }

            Refuse(Variables, name, name, "variable", version, parsed);
        }

        return notes.DrainToImmutable();
    }

    /// <summary>How a version spells an argument and its value.</summary>
    public static (string Name, string Value) Spelled(string version, string name, string value)
    {
        if (name != CaptureSizes)
        {
            return (name, value);
        }

        var old = Parse(version) is { } parsed && parsed < new Version(0, 11, 1);
        if (old && !value.Contains(' ', StringComparison.Ordinal))
        {
            throw new UserErrorException(
                $"{CaptureSizes} is '{value}', and vLLM {version} takes a single number as the largest of many: expected at least two batch sizes, such as 1 2."
            );
        }

        return (old ? OldCaptureSizes : NewCaptureSizes, value);
    }

    private static void Refuse(
        ImmutableArray<VllmKnob> knobs,
        string key,
        string shown,
        string kind,
        string version,
        Version parsed
    )
    {
        if (Find(knobs, key) is { } knob && !knob.IsKnownTo(parsed))
        {
            throw new UserErrorException(
                $"{shown} is no {kind} of vLLM {version} (only of {knob.Versions}): use {knob.Instead}."
            );
        }
    }

    private static VllmKnob? Find(ImmutableArray<VllmKnob> knobs, string name) =>
        knobs.FirstOrDefault(k => k.Name.Equals(name, StringComparison.Ordinal));

    [GeneratedRegex(
        @"^[0-9]{1,6}(\.[0-9]{1,6}){1,3}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Numbers();
}
