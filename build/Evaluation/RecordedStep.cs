using System.Collections.Immutable;
using Refigure.Build.Figures;
using Refigure.Build.Options;
using Refigure.Evaluation;
using Refigure.Verification;

namespace Refigure.Build.Evaluation;

/// <summary>The figures of the recorded runs, drawn and held against the numbers that are committed beside them.</summary>
internal sealed class RecordedStep : IEvaluationStep
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(5);
    private readonly EvaluationBench _bench;
    private readonly EvaluationFolder _folder;
    private readonly ImmutableArray<int> _figures;
    private readonly string _recorded;

    public RecordedStep(EvaluationBench bench, EvaluationFolder folder, ImmutableArray<int> figures)
    {
        _bench = bench;
        _folder = folder;
        _figures = figures;
        _recorded = RunLibrary.Recorded(bench.Context);
    }

    /// <summary>The options that it draws with: nothing that the user's own figures are made with changes what was recorded.</summary>
    public static BuildOptions Options(BuildOptions asked, EvaluationFolder folder) =>
        asked.OfPart() with
        {
            Profile = EvaluationParts.Lab,
            NoRun = true,
            // There are none: only the recorded runs are shown.
            Runs = folder.RunsOf(EvaluationParts.Recorded),
            Out = folder.FiguresOf(EvaluationParts.Recorded),
            Iterations = null,
            PricePerHour = null,
            LoadFormat = null,
            Tolerance = null,
        };

    /// <summary>Where the numbers of a figure are committed.</summary>
    public static string ExpectedOf(string recorded, int number) =>
        Path.Combine(recorded, "expected", $"figure{number}.csv");

    public string Name => EvaluationParts.Recorded;

    public string Title => "Figures of the recorded runs (vLLM on H100 and H200), against the committed numbers";

    public bool IsRemembered => true;

    public ImmutableSortedDictionary<string, string> Inputs() =>
        InputDigest.Of(
            ("the program", StepInputs.Program),
            ("the recorded runs", InputDigest.OfFolder(_recorded)),
            ("the experiments", InputDigest.OfFolder(Path.Combine(_bench.Context.Root, "figures", "experiments"))),
            ("the models", InputDigest.OfFile(StepInputs.Models(_bench.Context))),
            ("the figures asked for", string.Join(',', _figures)),
            ("--font", _bench.Context.Options.Font ?? "")
        );

    public StepPrice Price(ISet<string> counted) => new(Usual, _figures.Length * StepInputs.BytesOfAFigure);

    public Task<ImmutableArray<EvaluationLine>> RunAsync(CancellationToken cancellation)
    {
        var set = new FigureSet(EvaluationParts.Recorded, _bench, _folder, _recorded);
        var lines = ImmutableArray.CreateBuilder<EvaluationLine>();
        foreach (var number in _figures)
        {
            cancellation.ThrowIfCancellationRequested();
            var file = ExpectedOf(_recorded, number);
            var isExpected = File.Exists(file);
            if (set.Draw(number, isExpected ? () => Expected(number, file) : null, strict: true) is { } line)
            {
                lines.Add(line);
            }
            else if (isExpected)
            {
                lines.Add(
                    new EvaluationLine(
                        EvaluationParts.Recorded,
                        $"figure {number}",
                        EvaluationVerdict.Failed,
                        $"{Path.GetFileName(file)} has its numbers, but the recorded runs do not: {set.WhyNot(number)}"
                    )
                    {
                        Figure = number,
                    }
                );
            }
        }

        return Task.FromResult(lines.ToImmutable());
    }

    /// <summary>Writes the numbers of the recorded figures down as those that are expected.</summary>
    /// <returns>The figures.</returns>
    public ImmutableArray<int> Accept()
    {
        var set = new FigureSet(EvaluationParts.Recorded, _bench, _folder, _recorded);
        var accepted = ImmutableArray.CreateBuilder<int>();
        foreach (var number in _figures)
        {
            switch (set.Draw(number))
            {
                case { Verdict: EvaluationVerdict.Failed } failed:
                    throw new UserErrorException($"Figure {number} cannot be drawn: {failed.Why}");
                case { }:
                    var drawn = DrawnFigure.CsvOf(_bench.Context.Options.Out, number);
                    EvaluationFolder.Write(
                        ExpectedOf(_recorded, number),
                        stream => stream.Write(File.ReadAllBytes(drawn))
                    );
                    accepted.Add(number);
                    break;
            }
        }

        return accepted.ToImmutable();
    }

    private static ReferenceFigure Expected(int number, string file) =>
        ReferenceFile.Read(File.ReadAllText(file), file).GetValueOrDefault(number)
        ?? throw new UserErrorException($"{file}: expected the numbers of figure {number}; write them with --accept.");
}
