using System.Collections.Immutable;

namespace Refigure.Patches;

/// <summary>One change of a unified diff.</summary>
/// <param name="Line">The line of the diff file that it begins at, 1-based.</param>
/// <param name="OldStart">Where it begins in the old file, 1-based.</param>
/// <param name="NewStart">Where it begins in the new file, 1-based.</param>
/// <param name="Old">The old lines, context included, with their ends.</param>
/// <param name="New">The new lines, likewise.</param>
internal sealed record DiffHunk(
    int Line,
    int OldStart,
    int NewStart,
    ImmutableArray<string> Old,
    ImmutableArray<string> New
)
{
    /// <summary>The change back.</summary>
    public DiffHunk Reversed() => new(Line, NewStart, OldStart, New, Old);
}
