using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Figures;
using Refigure.Results;
using Refigure.Serving;
using Refigure.Traces;

namespace Refigure.Tests.Figures.Serving;

/// <summary>Runs of serving studies in memory: what a run folder would hold, and the figures that follow from it.</summary>
internal sealed class ServingRuns(string profile = "lab")
{
    private readonly List<MeasuredRun> _runs = [];
    private readonly Dictionary<MeasuredRun, ImmutableArray<RequestRecord>> _requests = [];
    private readonly Dictionary<MeasuredRun, LoadFacts> _loads = [];
    private readonly Dictionary<MeasuredRun, SampleSeries> _samples = [];
    private readonly Dictionary<MeasuredRun, ProfiledRun> _traces = [];

    public FigureInput Input =>
        new(profile, [.. _runs], StudyRuns.Models)
        {
            RequestsOf = run => _requests.GetValueOrDefault(run, []),
            LoadOf = run => _loads.GetValueOrDefault(run),
            TraceOf = run => _traces.GetValueOrDefault(run),
            SamplesOf = run => _samples.GetValueOrDefault(run),
        };

    public FigureOutcome Outcome(int number, double? price = null) =>
        FigureRecipes
            .Find(number, profile)
            .ShouldNotBeNull()
            .Compute(price is { } dollars ? Input with { PricePerHour = dollars } : Input);

    public FigureData Compute(int number, double? price = null)
    {
        var outcome = Outcome(number, price);
        outcome.WhyNot.ShouldBeNull();
        return outcome.Data.ShouldNotBeNull();
    }

    /// <summary>Adds a run; what is not named is that of vLLM on one node with one model.</summary>
    public ServingRuns Add(
        string experiment,
        string @case,
        LoadFacts? load = null,
        IEnumerable<(string Metric, double? Value)>? values = null,
        IEnumerable<RequestRecord>? requests = null,
        string? samples = null,
        string engine = "vllm",
        string version = "0.25.1",
        string model = "synthetic-llama-1b",
        string node = "h200",
        int iteration = 1,
        IEnumerable<(string Key, string Value)>? arguments = null,
        string? gpu = "NVIDIA H200",
        string[]? invalid = null,
        string? importedFrom = null,
        ProfiledRun? trace = null
    )
    {
        var settings = new (string, double?)[]
        {
            (ServingMetrics.Concurrency, load?.Concurrency),
            (ServingMetrics.MaxNumSeqs, load?.MaxNumSeqs),
            (ServingMetrics.TensorParallelSize, load?.TensorParallelSize),
            (ServingMetrics.BatchSize, load?.BatchSize),
        };
        var run = TestRuns.Run(
            experiment,
            model,
            settings.Where(s => s.Item2 is not null).Concat(values ?? []),
            node,
            @case,
            iteration: iteration,
            profile: profile,
            version: version,
            arguments: arguments
        );
        run = run with
        {
            Record = run.Record with
            {
                Engine = engine,
                Environment = $"{engine}-{version}",
                NodeFacts = run.Record.NodeFacts.Add(gpu is null ? "cpu" : "gpu", gpu ?? "some processor"),
                ImportedFrom = importedFrom,
                Valid = invalid is null,
                InvalidReasons = [.. invalid ?? []],
            },
        };
        _runs.Add(run);
        _requests[run] = [.. requests ?? []];
        if (load is not null)
        {
            _loads[run] = load;
        }

        if (trace is not null)
        {
            _traces[run] = trace;
        }

        if (samples is not null)
        {
            _samples[run] = SampleSeries.Read(new StringReader(samples), "samples.csv");
        }

        return this;
    }

    public static LoadFacts Load(int? concurrency = null, int? maxNumSeqs = null) =>
        new()
        {
            Tool = "refigure",
            Concurrency = concurrency,
            MaxNumSeqs = maxNumSeqs,
            Dataset = "random",
            PromptTokens = 512,
            OutputTokens = 128,
        };

    /// <summary>A completed request, sent at 0.</summary>
    public static RequestRecord Request(double ttft, double tpot = 0.01, int tokens = 11) =>
        new()
        {
            Index = 0,
            Status = RequestStatus.Completed,
            Sent = 0,
            Intended = 0,
            FirstToken = ttft,
            End = ttft + (tpot * (tokens - 1)),
            OutputTokens = tokens,
        };

    /// <summary>A table of samples, one each 0.1 s.</summary>
    public static string Table(string columns, int rows, Func<double, string> cells)
    {
        var text = new StringBuilder($"seconds,cpu0,{columns}\n");
        for (var row = 0; row < rows; row++)
        {
            var at = row / 10.0;
            text.Append(CultureInfo.InvariantCulture, $"{at},50,{cells(at)}\n");
        }

        return text.ToString();
    }

    /// <summary>The measurements of a load that had a steady state.</summary>
    public static (string Metric, double? Value)[] Values(
        double output,
        double ttft,
        double itl = 0.002,
        double e2e = 0.3,
        double? steady = 20
    ) =>
        [
            (ServingMetrics.OutputThroughput, output),
            (ServingMetrics.TotalThroughput, output * 5),
            ("ttft_mean", ttft),
            ("ttft_mean_low", ttft * 0.95),
            ("ttft_mean_high", ttft * 1.1),
            ("itl_mean", itl),
            ("e2e_mean", e2e),
            (ServingMetrics.SteadyDuration, steady),
        ];

    public static FigureMark[] Points(FigureData data, string? series = null) =>
        [.. data.Marks.Where(m => m.Panel == Panels.Main && (series is null || m.Series == series))];

    public static string[] Words(FigureData data, string kind) =>
        [.. data.Findings.Where(f => f.Kind == kind).Select(f => f.Message)];
}
