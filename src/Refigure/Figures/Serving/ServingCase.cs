using System.Collections.Immutable;
using System.Globalization;
using Refigure.Serving;

namespace Refigure.Figures.Serving;

/// <summary>A case of a serving study: its iterations and the load that was put on them.</summary>
internal sealed record ServingCase(CaseRuns Runs, LoadFacts? Load)
{
    // Arguments that say how much load there is, and not what it is put on.
    private static readonly string[] OfTheLoad =
    [
        "concurrency",
        "max-concurrency",
        "request-rate",
        "burstiness",
        "num-prompts",
        "requests",
        "batch-size",
    ];

    public static ImmutableArray<ServingCase> Of(IEnumerable<CaseRuns> cases, FigureInput input) =>
        [.. cases.Select(c => new ServingCase(c, input.LoadOf(c.Iterations[0])))];

    public string Engine => Runs.Iterations[0].Record.Engine;

    public string Model => Runs.Model;

    /// <summary>Requests at a time.</summary>
    public double? Concurrency => Setting(ServingMetrics.Concurrency) ?? Load?.Concurrency;

    /// <summary>Prompts that are worked on together, for an engine without continuous batching.</summary>
    public double? BatchSize => Setting(ServingMetrics.BatchSize) ?? Load?.BatchSize;

    /// <summary>Requests that the engine takes at a time; the slots of llama.cpp.</summary>
    public double? MaxNumSeqs =>
        Setting(ServingMetrics.MaxNumSeqs)
        ?? Load?.MaxNumSeqs
        ?? Argument("max-num-seqs")
        ?? (Engine == "llamacpp" ? Argument("parallel") : null);

    /// <summary>GPUs of one copy of the model. Of our own runs one, if nothing says otherwise.</summary>
    public double? Gpus =>
        Setting(ServingMetrics.TensorParallelSize)
        ?? Load?.TensorParallelSize
        ?? Argument("tensor-parallel-size")
        ?? (Runs.Iterations[0].Record.ImportedFrom is null ? 1 : null);

    /// <summary>Whether a GPU is what is paid for; else the whole machine is.</summary>
    public bool IsOnGpu
    {
        get
        {
            var record = Runs.Iterations[0].Record;
            return record.Profile != "smoke"
                && (record.NodeFacts.IsEmpty ? Engine != "llamacpp" : record.NodeFacts.ContainsKey("gpu"));
        }
    }

    /// <summary>What was asked: the data set, the tokens in and out, the endpoint.</summary>
    public string Workload => $"{Load?.Dataset}|{Load?.PromptTokens}|{Load?.OutputTokens}|{Load?.Endpoint}";

    /// <summary>Node, cache state, model and workload: what must be the same wherever engines stand side by side.</summary>
    public string TaskKey => $"{Runs.Node}/{(int)Runs.Cache}/{Model}/{Workload}";

    /// <summary>The engine with its version and environment.</summary>
    public string EngineKey => $"{Engine}/{Runs.Version}/{Runs.Iterations[0].Record.Environment}";

    /// <summary>How much load: what must be the same where it is not what is varied.</summary>
    public string LoadKey =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Concurrency}/{Load?.RequestRate}/{Load?.Arrivals}/{Load?.Burstiness}/{BatchSize}"
        );

    /// <summary>Everything but the load: cases that agree in it differ in nothing else.</summary>
    public string SetKey => $"{TaskKey}/{EngineKey}/{GpusKey}/{ArgumentsKey()}/{Stem}";

    /// <summary>
    /// Of a case that was taken over, its name without the numbers of load and GPUs: what was asked is often known by nothing
    /// else. Empty for our own, whose workload is known.
    /// </summary>
    public string Stem => Runs.Iterations[0].Record.ImportedFrom is null ? "" : ServingCaseName.Stem(Runs.Case);

    /// <summary>The number of GPUs as a part of a key.</summary>
    public string GpusKey => Gpus is { } gpus ? FigureNumberText.Exact(gpus) : "";

    /// <summary>The engine's arguments, those of the load and <paramref name="without"/> left out.</summary>
    public string ArgumentsKey(string? without = null) =>
        string.Join(' ', Arguments.Where(a => a.Key != without).Select(a => $"{a.Key}={a.Value}"));

    /// <summary>The engine's arguments with names as its command line has them, those of the load left out.</summary>
    public IEnumerable<KeyValuePair<string, string>> Arguments =>
        Runs
            .Arguments.Select(a => KeyValuePair.Create(a.Key.Replace('_', '-'), a.Value))
            .Where(a => Array.IndexOf(OfTheLoad, a.Key) < 0);

    /// <summary>An argument that is a number; null if it is not set.</summary>
    public double? Argument(string name)
    {
        foreach (var (key, value) in Runs.Arguments)
        {
            if (
                key.Replace('_', '-') == name
                && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            )
            {
                return number;
            }
        }

        return null;
    }

    private double? Setting(string metric) => Runs.Iterations[0].Value(metric);
}
