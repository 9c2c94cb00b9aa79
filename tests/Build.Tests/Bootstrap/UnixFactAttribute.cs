namespace Refigure.Build.Tests.Bootstrap;

/// <summary>A fact about build.sh; skipped where there is no bash.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "build.sh needs bash";
        }
    }
}
