using System.Collections.Immutable;

namespace Refigure.Quality;

/// <summary>Something that a reader of a number must know. A finding never drops a run.</summary>
/// <param name="Kind">A short stable word, such as <c>mixed-resolution</c>.</param>
/// <param name="Message">One sentence: what, where, why it matters.</param>
/// <param name="Runs">Folders of the runs concerned, relative to the runs root.</param>
public sealed record Finding(string Kind, string Message, ImmutableArray<string> Runs);
