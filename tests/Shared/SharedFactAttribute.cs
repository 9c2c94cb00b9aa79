namespace Refigure.Testing;

/// <summary>A fact over the studies' real results; skipped with the reason where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (SharedData.Root is null)
        {
            Skip = SharedData.WhyAbsent;
        }
    }
}
