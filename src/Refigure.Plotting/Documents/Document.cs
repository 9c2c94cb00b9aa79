using System.Collections.Immutable;

namespace Refigure.Plotting.Documents;

/// <summary>A text of several pages as data: what is on them, not where.</summary>
/// <param name="Blocks">Its parts, from the top.</param>
/// <param name="Footer">What stands at the foot of each page, beside its number.</param>
public sealed record Document(ImmutableArray<Block> Blocks, string Footer)
{
    /// <summary>Sizes and colours.</summary>
    public DocumentStyle Style { get; init; } = DocumentStyle.Default;
}
