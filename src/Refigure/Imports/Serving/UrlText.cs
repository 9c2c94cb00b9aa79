namespace Refigure.Imports.Serving;

/// <summary>Addresses of servers as they may be stored.</summary>
internal static class UrlText
{
    /// <summary>The address without user, password, query and fragment; null for what is no address.</summary>
    public static string? WithoutSecrets(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
                .GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
                .TrimEnd('/')
            : null;
}
