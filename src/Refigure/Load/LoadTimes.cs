using Refigure.Catalog;

namespace Refigure.Load;

/// <summary>Times as people write them.</summary>
public static class LoadTimes
{
    /// <summary>Reads one such as <c>500ms</c>, <c>60 s</c>, <c>5 min</c>; null if it is none or not above 0.</summary>
    public static TimeSpan? Parse(string text) => Durations.Parse(text);
}
