namespace Refigure.Engines;

/// <summary>What is to record an engine's GPU work.</summary>
/// <param name="Kind">The profiler.</param>
/// <param name="Folder">Where its files go, absolute; it is there.</param>
public sealed record ProfilerWish(ProfilerKind Kind, string Folder)
{
    /// <summary>The program <c>nsys</c>; null where it is not needed.</summary>
    public string? Program { get; init; }
}
