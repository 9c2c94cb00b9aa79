namespace Refigure.Models.Hub;

/// <summary>How the hub is talked to.</summary>
/// <param name="Endpoint">Where it is; <c>HF_ENDPOINT</c>.</param>
/// <param name="Token">Gives the token that opens gated models; null if there is none. Asked for each request.</param>
public sealed record HubOptions(Uri Endpoint, Func<string?> Token)
{
    /// <summary>The public hub.</summary>
    public static Uri PublicHub { get; } = new("https://huggingface.co");

    /// <summary>How many bytes are one part; each part is fetched, kept and checked by itself.</summary>
    public int PartBytes { get; init; } = 32 << 20;

    /// <summary>How many parts are fetched at the same time.</summary>
    public int Connections { get; init; } = 8;

    /// <summary>How long nothing may arrive.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a request that brings nothing is made.</summary>
    public int Tries { get; init; } = 6;

    /// <summary>The first pause between two tries; each next one is twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait that a server may ask for.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Reads <c>HF_ENDPOINT</c>.</summary>
    /// <exception cref="UserErrorException">It is no address.</exception>
    public static Uri ReadEndpoint(string? text) =>
        string.IsNullOrWhiteSpace(text) ? PublicHub
        : Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var found)
        && found.Scheme is "http" or "https"
        && found.UserInfo.Length == 0
            ? found
        : throw new UserErrorException("HF_ENDPOINT is no address: expected one such as https://huggingface.co.");
}
