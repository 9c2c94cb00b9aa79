namespace Refigure.Tests.Engines;

/// <summary>A fact over a server or driver in Python with a stub below it; skipped with the reason where there is no Python.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DriverFactAttribute : FactAttribute
{
    public DriverFactAttribute() => Skip = DriverTheoryAttribute.WhyNot;
}
