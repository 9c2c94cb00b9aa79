using Refigure.Load;

namespace Refigure.Build.Options;

/// <summary>The options of a chat; null where the command line says nothing.</summary>
public sealed record ChatOptions
{
    /// <summary><c>--endpoint</c>.</summary>
    public LoadEndpoint? Endpoint { get; init; }

    /// <summary><c>--template</c>.</summary>
    public string? Template { get; init; }

    /// <summary><c>--context</c>, tokens.</summary>
    public int? Context { get; init; }
}
