using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Quality;

namespace Refigure.Reports.Page;

/// <summary>Which remarks of the quality guard concern which mark: those about the runs behind it, and not about all of them.</summary>
internal sealed class MarkNotes
{
    private readonly ImmutableArray<(int Number, HashSet<string> Runs)> _notes;

    public MarkNotes(FigureData data)
    {
        // What concerns everything stands once, under the figure.
        var all = data.Runs.Length;
        _notes =
        [
            .. data
                .Findings.Select((f, i) => (Number: i + 1, Runs: f.Runs.ToHashSet(StringComparer.Ordinal)))
                .Where(n => n.Runs.Count > 0 && n.Runs.Count < all),
        ];
    }

    /// <summary>The numbers of the remarks that concern a mark.</summary>
    public IEnumerable<int> Of(FigureMark mark) =>
        _notes
            .Where(n => mark.Sources.Any(s => n.Runs.Contains(s.Run.Record.Identity.RelativeFolder)))
            .Select(n => n.Number);

    /// <summary>The remarks as the page numbers them.</summary>
    public static IEnumerable<(int Number, Finding Finding)> Numbered(FigureData data) =>
        data.Findings.Select((f, i) => (i + 1, f));
}
