using Refigure.Quality;

namespace Refigure.Figures;

/// <summary>Additions to finished figure data.</summary>
public static class FigureDataExtensions
{
    /// <summary>
    /// The same figure with more findings, each also as an annotation <c>note</c>, so that it stands in the CSV and under
    /// the drawing. A finding that is already there is not repeated.
    /// </summary>
    public static FigureData With(this FigureData data, IEnumerable<Finding> findings)
    {
        var all = data.Findings.ToBuilder();
        var marks = data.Marks.ToBuilder();
        foreach (var finding in findings)
        {
            if (!all.Any(f => f.Kind == finding.Kind && f.Message == finding.Message))
            {
                all.Add(finding);
                marks.Add(Annotation.Text(Annotation.Note, finding.Message));
            }
        }

        return data with
        {
            Findings = all.ToImmutable(),
            Marks = marks.ToImmutable(),
        };
    }
}
