namespace Cake.Core.IO;

/// <summary>The one spelling of a path: forward slashes, none at the end.</summary>
internal static class PathText
{
    public static string Normalize(string path)
    {
        var slashed = OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;
        var trimmed = slashed.Trim();
        return trimmed.Length > 1 && trimmed[^1] == '/' && trimmed[^2] != ':' ? trimmed.TrimEnd('/') : trimmed;
    }
}
