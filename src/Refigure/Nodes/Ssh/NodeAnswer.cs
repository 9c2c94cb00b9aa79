namespace Refigure.Nodes.Ssh;

/// <summary>What a node is, as its first answer says.</summary>
/// <param name="Folder">Its folder, absolute.</param>
/// <param name="Runtime">The .NET runtime identifier of programs for it, such as <c>linux-x64</c>.</param>
/// <param name="HasHost">Whether the host is there.</param>
/// <param name="HasCheckout">Whether the checkout is there.</param>
/// <param name="ClockAhead">How far its clock is ahead of this machine's, give or take the time of an answer; null if not known.</param>
public sealed record NodeAnswer(string Folder, string Runtime, bool HasHost, bool HasCheckout, TimeSpan? ClockAhead)
{
    /// <summary>Whether the data sets are there that were asked for.</summary>
    public bool HasData { get; init; }

    /// <summary>Free bytes of the file system that its folder is on; null if it does not say.</summary>
    public long? FreeBytes { get; init; }
}
