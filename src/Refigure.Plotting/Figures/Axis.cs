namespace Refigure.Plotting.Figures;

/// <summary>One direction of a panel.</summary>
/// <param name="Label">What is measured; empty for none.</param>
/// <param name="Unit">Its unit, set in parentheses after the label; null for none.</param>
public abstract record Axis(string Label, string? Unit)
{
    /// <summary>The text beside the axis: label and unit.</summary>
    public string Caption => Unit is null ? Label : $"{Label} ({Unit})".TrimStart();
}
