using System.Collections.Immutable;

namespace Refigure.Reports;

/// <summary>Lines of a raw file around those that gave numbers.</summary>
/// <param name="File">The file's plain name, such as <c>engine.log</c>.</param>
/// <param name="Lines">The lines, ascending, with gaps.</param>
public sealed record Excerpt(string File, ImmutableArray<ExcerptLine> Lines)
{
    /// <summary>Whether a number came from a line.</summary>
    public bool HasSource(int line)
    {
        foreach (var one in Lines)
        {
            if (one.Number == line)
            {
                return one.IsSource;
            }
        }

        return false;
    }
}
