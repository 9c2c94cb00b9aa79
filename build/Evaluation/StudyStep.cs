using System.Collections.Immutable;
using System.Globalization;
using Cake.Common.Diagnostics;
using Refigure.Build.Options;
using Refigure.Evaluation;
using Refigure.Imports;
using Refigure.Quality;
using Refigure.Verification;

namespace Refigure.Build.Evaluation;

/// <summary>
/// What <c>--from</c> names, taken over into runs of its own, its figures drawn, and held against published numbers where
/// <c>--against</c> gives them.
/// </summary>
internal sealed class StudyStep : IEvaluationStep
{
    private const double ImportedRunsASecond = 60;
    private readonly Func<string, string, EvaluationBench> _newBench;
    private readonly EvaluationBench _bench;
    private readonly Importer _importer;
    private readonly EvaluationFolder _folder;
    private readonly ImmutableArray<int> _figures;
    private readonly ImportOptions _import;
    private readonly string _digest;
    private ImportPlan? _plan;

    /// <param name="newBench">Makes a bench for runs of a profile in a root.</param>
    /// <param name="importer">Takes over.</param>
    /// <param name="folder">The evaluation's folder.</param>
    /// <param name="asked">The options of the call, with a source.</param>
    /// <param name="figures">The figures asked for.</param>
    public StudyStep(
        Func<string, string, EvaluationBench> newBench,
        Importer importer,
        EvaluationFolder folder,
        BuildOptions asked,
        ImmutableArray<int> figures
    )
    {
        _newBench = newBench;
        _importer = importer;
        _folder = folder;
        _figures = figures;
        Reference = asked.Against;
        _digest = InputDigest.OfText($"{asked.From}\n{InputDigest.OfListing(asked.From!)}");
        // Another source, or this one with other content, gets a root of its own: nothing there is ever replaced.
        Runs = $"{folder.RunsOf(EvaluationParts.Study)}-{_digest[..8]}";
        _import = new ImportOptions(asked.From!, Runs) { Node = asked.Node, Force = asked.Force };
        _bench = newBench("paper", Runs);
    }

    /// <summary>The runs root that it fills.</summary>
    public string Runs { get; }

    /// <summary>The profile that its runs are of.</summary>
    public string Profile { get; private set; } = "paper";

    /// <summary>The file with published numbers; null if none is named.</summary>
    public string? Reference { get; }

    public string Name => EvaluationParts.Study;

    public string Title =>
        Reference is null
            ? $"Figures of {_import.From}, with nothing to compare (--against FILE)"
            : $"Figures of {_import.From}, against {Path.GetFileName(Reference)}";

    public bool IsRemembered => true;

    public ImmutableSortedDictionary<string, string> Inputs() =>
        InputDigest.Of(
            ("the program", StepInputs.Program),
            ("the study's files", _digest),
            ("the published numbers", Reference is null ? "none" : InputDigest.OfFile(Reference)),
            ("the experiments", InputDigest.OfFolder(Path.Combine(_bench.Context.Root, "figures", "experiments"))),
            ("the models", InputDigest.OfFile(StepInputs.Models(_bench.Context))),
            ("the figures asked for", string.Join(',', _figures)),
            ("--tolerance", _bench.Context.Options.Tolerance?.ToString("R", CultureInfo.InvariantCulture) ?? ""),
            ("--font", _bench.Context.Options.Font ?? "")
        );

    public StepPrice Price(ISet<string> counted)
    {
        _plan = _importer.Plan(_import);
        _plan.RefuseIncomplete(_import);
        var bytes = new DirectoryInfo(_import.From) is { Exists: true } folder
            ? folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length)
            : new FileInfo(_import.From).Length;
        return new StepPrice(
            TimeSpan.FromSeconds(5 + _plan.Runs.Length / ImportedRunsASecond),
            bytes + _figures.Length * StepInputs.BytesOfAFigure,
            $"{_plan.Runs.Length} runs to take over"
        );
    }

    public Task<ImmutableArray<EvaluationLine>> RunAsync(CancellationToken cancellation)
    {
        var lines = ImmutableArray.CreateBuilder<EvaluationLine>();
        lines.Add(Import());
        var reference = Reference is { } file ? ReferenceFile.Read(File.ReadAllText(file), file) : null;
        var set = new FigureSet(EvaluationParts.Study, _newBench(Profile, Runs), _folder, Runs);
        var without = new List<int>();
        foreach (var number in _figures)
        {
            cancellation.ThrowIfCancellationRequested();
            if (set.Draw(number, () => reference?.GetValueOrDefault(number)) is not { } drawn)
            {
                without.Add(number);
                continue;
            }

            lines.Add(
                reference is not null && !reference.ContainsKey(number)
                    ? drawn with
                    {
                        Why = $"{drawn.Why}; {Path.GetFileName(Reference)} has no numbers of it",
                    }
                    : drawn
            );
        }

        if (without.Count > 0)
        {
            lines.Add(
                new EvaluationLine(
                    EvaluationParts.Study,
                    $"{(without.Count == 1 ? "figure" : "figures")} {FigureNumbers.Ranges(without)}",
                    EvaluationVerdict.CouldNotRun,
                    $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(_import.From))} has no runs of {(without.Count == 1 ? "it" : "them")}"
                )
                {
                    LiesInData = true,
                }
            );
        }

        return Task.FromResult(lines.ToImmutable());
    }

    private EvaluationLine Import()
    {
        _plan ??= _importer.Plan(_import);
        ImportResult result;
        using (_bench.Workshop.OpenSession(_bench.Context, Runs))
        {
            _plan = Importer.Anew(_plan, _import);
            result = _importer.Apply(_plan, _import);
        }

        Finding[] findings = [.. result.Findings, .. QualityGuard.Inspect(result.Runs)];
        foreach (var finding in findings)
        {
            _bench.Context.Information("  {0}: {1}", finding.Kind, finding.Message);
        }

        var profiles = result.Runs.Select(r => r.Record.Profile).ToHashSet(StringComparer.Ordinal);
        Profile = profiles.Contains("paper") ? "paper" : profiles.FirstOrDefault() ?? "lab";
        return new EvaluationLine(
            EvaluationParts.Study,
            "import",
            EvaluationVerdict.Passed,
            $"{result.Runs.Length} runs, {findings.Length} things to know (above); nothing was dropped"
        );
    }
}
