namespace Refigure.Plotting.Ticks;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Its place in data units.</param>
/// <param name="Label">Its text; empty for a minor tick.</param>
internal readonly record struct Tick(double Value, string Label)
{
    public bool IsMinor => Label.Length == 0;
}
