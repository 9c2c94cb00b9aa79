using System.Collections.Immutable;

namespace Refigure.Reports;

/// <summary>Lines of a raw file around those that gave numbers.</summary>
/// <param name="File">The file's plain name, such as <c>engine.log</c>.</param>
/// <param name="Lines">The lines, ascending, with gaps.</param>
public sealed record Excerpt(string File, ImmutableArray<ExcerptLine> Lines);
