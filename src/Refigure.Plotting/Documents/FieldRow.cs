using System.Collections.Immutable;

namespace Refigure.Plotting.Documents;

/// <summary>Short places side by side for the reader to fill in, such as a name.</summary>
/// <param name="Labels">What is asked, which also names the field in the file.</param>
public sealed record FieldRow(ImmutableArray<string> Labels) : Block;
