namespace Refigure.Load.Streams;

/// <summary>How long a server may take, so that nothing hangs.</summary>
public sealed record StreamLimits
{
    /// <summary>To connect.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Without a byte, also before the first.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For a whole answer.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Between the server's word that it is done and the end of the body.</summary>
    public TimeSpan AfterDone { get; init; } = TimeSpan.FromSeconds(1);
}
