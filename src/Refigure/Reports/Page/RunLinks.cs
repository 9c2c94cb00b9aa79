using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Reports.Html;
using Refigure.Reports.Runs;
using Refigure.Results;

namespace Refigure.Reports.Page;

/// <summary>Links to runs and to the lines of their files that the page shows.</summary>
internal sealed class RunLinks
{
    private const int Longest = 130;

    private readonly Dictionary<string, ReportRun> _runs;

    public RunLinks(ImmutableArray<ReportRun> runs)
    {
        _runs = new Dictionary<string, ReportRun>(runs.Length, StringComparer.Ordinal);
        foreach (var run in runs)
        {
            _runs.TryAdd(run.Run.Record.Hash, run);
        }
    }

    /// <summary>Writes a link to a run, and says there what is wrong with it.</summary>
    public void Run(HtmlWriter html, MeasuredRun run)
    {
        var name = run.Record.Identity.RelativeFolder;
        if (!_runs.TryGetValue(run.Record.Hash, out var shown))
        {
            html.Element("code", name);
            return;
        }

        html.Element("a", name, ("href", $"#{shown.Anchor}"));
        if (!run.Record.Valid)
        {
            html.Text(" ");
            Badge.Write(html, "invalid", "bad");
        }

        if (!shown.Damage.IsEmpty)
        {
            html.Text(" ");
            Badge.Write(html, "changed since", "bad");
        }
    }

    /// <summary>Writes where a number came from, as a link where the page shows the line.</summary>
    public void Line(HtmlWriter html, MarkSource source)
    {
        var (run, text) = (source.Run, source.Measurement.Source);
        if (
            SourceText.Parse(run, text) is not { } place
            || !_runs.TryGetValue(run.Record.Hash, out var shown)
            || Anchor(shown, place) is not { } anchor
        )
        {
            html.Element("code", Short(run, text));
            return;
        }

        html.Element("a", Short(run, text), ("href", $"#{anchor}"));
        if (LineOf(shown, place) is { Length: > 0 } line)
        {
            html.Text(": ").Element("code", line.Length <= Longest ? line : $"{line[..Longest]}…");
        }
    }

    /// <summary>The name within the page of where a number came from: its line, else its run; null if neither is shown.</summary>
    public string? Anchor(MarkSource source) =>
        !_runs.TryGetValue(source.Run.Record.Hash, out var shown) ? null
        : SourceText.Parse(source.Run, source.Measurement.Source) is { } place ? Anchor(shown, place) ?? shown.Anchor
        : shown.Anchor;

    private static string? LineOf(ReportRun run, (string File, int? Line) place) =>
        run.Excerpts.FirstOrDefault(e => e.File == place.File)?.Lines.FirstOrDefault(l => l.Number == place.Line)?.Text;

    /// <summary>The name of a line within the page; null if it is not shown.</summary>
    public static string? Anchor(ReportRun run, (string File, int? Line) place)
    {
        if (place.Line is not { } number)
        {
            return null;
        }

        for (var i = 0; i < run.Excerpts.Length; i++)
        {
            if (run.Excerpts[i].File == place.File && run.Excerpts[i].HasSource(number))
            {
                return Anchor(run, i, number);
            }
        }

        return null;
    }

    /// <summary>The name of a line of an excerpt.</summary>
    public static string Anchor(ReportRun run, int excerpt, int line) =>
        $"{run.Anchor}-{NumberText.Of(excerpt)}-{NumberText.Of(line)}";

    private static string Short(MeasuredRun run, string source)
    {
        var start = run.Record.Identity.RelativeFolder + "/";
        return source.StartsWith(start, StringComparison.Ordinal) ? source[start.Length..] : source;
    }
}
