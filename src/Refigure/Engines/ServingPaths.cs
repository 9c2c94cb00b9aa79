namespace Refigure.Engines;

/// <summary>Where a server has what; the same for all engines that speak it.</summary>
public static class ServingPaths
{
    /// <summary>Answers 200 when it is ready.</summary>
    public const string Health = "/health";

    /// <summary>Its metrics, as Prometheus text.</summary>
    public const string Metrics = "/metrics";

    /// <summary>The path of an endpoint.</summary>
    public static string Of(ServingEndpointKind kind) =>
        kind switch
        {
            ServingEndpointKind.Completions => "/v1/completions",
            ServingEndpointKind.Chat => "/v1/chat/completions",
            ServingEndpointKind.GenerateStream => "/generate_stream",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>Its name on the command line and in <c>load.json</c>.</summary>
    public static string NameOf(ServingEndpointKind kind) =>
        kind switch
        {
            ServingEndpointKind.Completions => "completions",
            ServingEndpointKind.Chat => "chat",
            ServingEndpointKind.GenerateStream => "generate_stream",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
