using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;
using Refigure.Build.Figures;
using Refigure.Verification;

namespace Refigure.Build.Tasks;

/// <summary>Each number of drawn figures against a published one, and a verdict for each figure.</summary>
[TaskName("Verify")]
[TaskDescription("Drawn figures against a reference: --figure N|all --against FILE [--tolerance 0.05]")]
public sealed class VerifyTask : FrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var comparisons = UserErrors.AsExitCode2(() => Compare(context));
        var different = comparisons.Where(c => c.Verdict == Verdict.Different).Select(c => c.Number).ToArray();
        if (different.Length > 0)
        {
            throw new CakeException(1, $"Different from the reference: figure {string.Join(", ", different)}.");
        }
    }

    private static List<FigureComparison> Compare(BuildContext context)
    {
        var options = context.Options;
        if (options.Figures.Count == 0 || options.Against is not { } against)
        {
            throw new UserErrorException(
                "--target Verify needs --figure N|all and --against FILE, a reference as CSV or JSON."
            );
        }

        var reference = ReferenceFile.Read(Text(against), against);
        var comparisons = new List<FigureComparison>();
        foreach (var number in options.Figures)
        {
            var path = DrawnFigure.CsvOf(options.Out, number);
            if (File.Exists(path) && reference.TryGetValue(number, out var expected))
            {
                var comparison = DrawnFigure.Compare(path, expected, options.Tolerance);
                comparisons.Add(comparison);
                DrawnFigure.WriteReport(options.Out, comparison);
                Report(context, comparison);
                continue;
            }

            var why = File.Exists(path)
                ? $"Figure {number}: {Path.GetFileName(against)} has no numbers of it."
                : $"Figure {number}: not drawn in {Shown(options.Out)}; draw it first with --figure {number} --no-run.";
            if (!options.ManyFigures)
            {
                throw new UserErrorException(why);
            }

            context.Information("{0}", why);
        }

        return comparisons.Count > 0
            ? comparisons
            : throw new UserErrorException(
                $"Nothing to verify: no figure that is drawn in {Shown(options.Out)} has numbers in {Shown(against)}."
            );
    }

    private static string Shown(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);

    private static string Text(string file) =>
        File.Exists(file)
            ? File.ReadAllText(file)
            : throw new UserErrorException(
                $"--against {file}: there is no such file; expected a reference as CSV or JSON."
            );

    private static void Report(BuildContext context, FigureComparison comparison)
    {
        context.Information(
            "Figure {0}: {1}. {2}.",
            comparison.Number,
            comparison.Verdict.Word(),
            Sentence(comparison.Reason)
        );
        foreach (var mark in comparison.Marks.Where(m => m.Verdict != Verdict.Identical))
        {
            context.Information(
                "  {0,-44} expected {1,12} got {2,12} {3,9}  {4}{5}",
                string.Join(' ', new[] { mark.Mark.Series, mark.Mark.Label, mark.Mark.X }.Where(t => t.Length > 0)),
                Number(mark.Expected?.Mark.Y),
                Number(mark.Actual?.Y),
                mark.RelativeDeviation is { } deviation ? $"{100 * deviation:+0.00;-0.00} %" : string.Empty,
                mark.Verdict.Word(),
                mark.Note is { } note ? $" ({note})" : string.Empty
            );
        }
    }

    private static string Number(double? value) => value is { } number ? $"{number:G8}" : "nothing";

    private static string Sentence(string reason) => char.ToUpperInvariant(reason[0]) + reason[1..];
}
