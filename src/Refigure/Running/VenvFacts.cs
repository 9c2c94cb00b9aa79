namespace Refigure.Running;

/// <summary>What a Python environment says of itself (<c>pyvenv.cfg</c>; see PEP 405).</summary>
internal static class VenvFacts
{
    // venv writes the first, uv and virtualenv the second.
    private static readonly string[] Keys = ["version", "version_info"];

    /// <summary>The version of its interpreter, such as <c>3.12.3</c>; null where there is none.</summary>
    public static string? PythonVersion(string prefix)
    {
        try
        {
            return File.ReadLines(Path.Combine(prefix, "pyvenv.cfg"))
                .Take(100)
                .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
                .FirstOrDefault(pair => pair.Length == 2 && Keys.Contains(pair[0], StringComparer.Ordinal))
                ?[1];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
