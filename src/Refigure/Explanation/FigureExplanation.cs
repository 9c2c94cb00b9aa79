using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Logs;
using Refigure.Results;

namespace Refigure.Explanation;

/// <summary>Follows a number of a figure back to its runs, their files, the line numbers and the log lines themselves.</summary>
public sealed class FigureExplanation
{
    // A heat map has thousands of marks of one file; nobody reads them one by one.
    private const int MostMarks = 60;

    private readonly Func<MeasuredRun, ImmutableArray<int>, IReadOnlyDictionary<int, string>> _linesOf;

    /// <summary>With what reads lines of a run's log: texts by 1-based line number.</summary>
    public FigureExplanation(Func<MeasuredRun, ImmutableArray<int>, IReadOnlyDictionary<int, string>> linesOf)
    {
        _linesOf = linesOf;
    }

    /// <summary>The explanation, line by line.</summary>
    /// <param name="recipe">What the figure shows.</param>
    /// <param name="data">Its numbers.</param>
    /// <param name="label">The bar or printed text to explain, with its log lines; null explains all without the lines.</param>
    /// <exception cref="UserErrorException">There is no such label; the sentence names those that there are.</exception>
    public IEnumerable<string> Explain(FigureRecipe recipe, FigureData data, string? label)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(data);
        var marks = Chosen(data, label);
        yield return $"Figure {recipe.Number}: {recipe.Title}. Experiment {recipe.Experiment}, profile {data.Profile}, "
            + $"{data.Runs.Length} runs.";
        foreach (var mark in marks.Take(MostMarks))
        {
            yield return string.Empty;
            foreach (var line in Mark(mark, label is not null))
            {
                yield return line;
            }
        }

        if (marks.Length > MostMarks)
        {
            yield return string.Empty;
            yield return $"and {marks.Length - MostMarks} more marks; figure{recipe.Number}.csv has all of them.";
        }

        if (label is null)
        {
            yield return string.Empty;
            yield return "--label TEXT shows the log lines of one bar.";
        }
    }

    private static FigureMark[] Chosen(FigureData data, string? label)
    {
        FigureMark[] all = [.. data.Marks.Where(m => m.Sources.Length > 0 && m.Panel != Panels.Inset)];
        if (label is null)
        {
            return [.. all.Where(m => m.Panel == Panels.Main)];
        }

        FigureMark[] chosen =
        [
            .. all.Where(m => Names(m).Any(n => n.Equals(label, StringComparison.OrdinalIgnoreCase))),
        ];
        return chosen.Length > 0
            ? chosen
            : throw new UserErrorException(
                $"--label {label}: figure {data.Number} has no such label; expected one of "
                    + $"{string.Join(", ", all.Select(m => m.Label).Where(l => l.Length > 0).Distinct(StringComparer.Ordinal).Take(20))}."
            );
    }

    // A label, a label with its attribute as the figure prints it, the attribute alone, or the kind of an annotation.
    private static IEnumerable<string> Names(FigureMark mark) =>
        mark.Panel == Panels.Main
            ? [mark.Label, $"{mark.Label} ({mark.X})", mark.X, $"{mark.Label}/{mark.Series}"]
            : [mark.Label, mark.Series];

    private IEnumerable<string> Mark(FigureMark mark, bool withLines)
    {
        yield return Heading(mark);
        if (mark.How is { } how)
        {
            yield return $"  {how}";
        }

        foreach (var source in mark.Sources)
        {
            var m = source.Measurement;
            var value = m.Value is { } number ? $"{FigureNumberText.Exact(number)} {m.Unit}" : "no value";
            yield return $"  {m.Metric} = {value}  {m.Source}  (run {Short(source.Run.Record.Hash)})";
            if (withLines)
            {
                foreach (var line in Lines(source))
                {
                    yield return line;
                }
            }
        }
    }

    private static string Heading(FigureMark mark)
    {
        var name = string.Join(", ", new[] { mark.Series, mark.Label }.Where(s => s.Length > 0));
        var at = mark.X.Length > 0 ? $" at {mark.X}" : string.Empty;
        var value = mark.Y is { } y ? $"{FigureNumberText.Exact(y)} {mark.Unit}".TrimEnd() : "no value";
        var error = mark.Error is { } e ? $" ± {FigureNumberText.Exact(e)} (standard error)" : string.Empty;
        var n = mark.N is { } count ? $", n = {count}" : string.Empty;
        return $"{name}{at}: {value}{error}{n}";
    }

    private IEnumerable<string> Lines(MarkSource source)
    {
        if (source.Run.Log?.Find(source.Measurement.Metric) is not { Lines.IsDefaultOrEmpty: false } reading)
        {
            yield break;
        }

        if (reading is { Status: PhaseStatus.Derived, Note: { } how })
        {
            yield return $"      derived: {how}";
        }

        var texts = _linesOf(source.Run, reading.Lines);
        foreach (var number in reading.Lines)
        {
            yield return $"      {number}: {texts.GetValueOrDefault(number, "(the log has no such line any more)")}";
        }
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
