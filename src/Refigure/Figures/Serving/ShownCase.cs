namespace Refigure.Figures.Serving;

/// <summary>A case that a figure shows, and the words for it.</summary>
/// <param name="Case">The case.</param>
/// <param name="Of">What it is a part of, such as <c>concurrency</c> or <c>TGI at</c>.</param>
/// <param name="At">Which part, such as <c>16</c>; empty if it is the whole.</param>
internal sealed record ShownCase(ServingCase Case, string Of, string At = "");
