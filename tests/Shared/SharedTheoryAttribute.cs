namespace Refigure.Testing;

/// <summary>A theory over the studies' real results; skipped with the reason where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute()
    {
        if (SharedData.Root is null)
        {
            Skip = SharedData.WhyAbsent;
        }
    }
}
