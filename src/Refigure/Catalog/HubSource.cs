namespace Refigure.Catalog;

/// <summary>A model's place at the Hugging Face hub.</summary>
/// <param name="Id">Its name there, such as <c>facebook/opt-6.7b</c>.</param>
/// <param name="Revision">The pinned commit, 40 hexadecimal digits; null if none is pinned.</param>
/// <param name="Bytes">The size of the files that an engine needs.</param>
/// <param name="IsExact">Whether <paramref name="Bytes"/> was counted; else it is parameters times bytes.</param>
public sealed record HubSource(string Id, string? Revision, long Bytes, bool IsExact)
{
    /// <summary>Who may fetch it; null if not known.</summary>
    public HubGate? Gate { get; init; }

    /// <summary>Its licence; null if not known.</summary>
    public string? Licence { get; init; }

    /// <summary>The page where one reads about it and asks for access.</summary>
    public string Page => $"https://huggingface.co/{Id}";

    /// <summary>Whether a text is <c>owner/name</c>.</summary>
    public static bool IsId(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/');
        return text.Length <= 96
            && parts.Length == 2
            && parts.All(p =>
                p.Length > 0
                && p[0] != '.'
                && !p.Contains("..", StringComparison.Ordinal)
                && !p.Contains("--", StringComparison.Ordinal)
                && p.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            );
    }

    /// <summary>Whether a text is a commit: 40 lower-case hexadecimal digits.</summary>
    public static bool IsCommit(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 40 && text.All(char.IsAsciiHexDigitLower);
    }
}
