using System.Collections.Immutable;

namespace Refigure.Plotting.Figures;

/// <summary>
/// An axis of named places at 0, 1, 2, … A name may have two lines (<c>\n</c>). Names that would touch are
/// wrapped at spaces, else turned by 30 degrees or more; in no case do they overlap.
/// </summary>
/// <param name="Categories">The names; an empty one leaves its place blank.</param>
/// <param name="Label">What the categories are; empty for none.</param>
/// <param name="Unit">Their unit, set in parentheses after the label; null for none.</param>
public sealed record CategoryAxis(ImmutableArray<string> Categories, string Label = "", string? Unit = null)
    : Axis(Label, Unit);
