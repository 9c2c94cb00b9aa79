using System.Collections.Immutable;

namespace Refigure.Plotting;

/// <summary>What the files say about themselves, beside the picture.</summary>
/// <param name="Title">The document's title.</param>
/// <param name="Subject">One sentence about it.</param>
/// <param name="Properties">Further keys (letters only) and values: digest, commit, profile, nodes, runs.</param>
/// <param name="Created">The creation date, from <c>SOURCE_DATE_EPOCH</c>; null leaves it out.</param>
public sealed record DocumentInfo(
    string Title,
    string Subject,
    ImmutableSortedDictionary<string, string> Properties,
    DateTimeOffset? Created = null
);
