using System.Text;

namespace Refigure.Environments.Python;

/// <summary>Scripts of an environment that is moved: they name their interpreter by its place, which is another one then.</summary>
internal static class MovedScripts
{
    /// <summary>Writes them anew.</summary>
    /// <param name="from">Where the environment lies.</param>
    /// <param name="to">Where it will lie.</param>
    /// <param name="write">Writes a file.</param>
    public static void Rewrite(string from, string to, Action<string, byte[]> write)
    {
        foreach (var script in Directory.GetFiles(Path.Combine(from, "bin")))
        {
            if (new FileInfo(script).LinkTarget is not null)
            {
                continue;
            }

            var content = File.ReadAllBytes(script);
            if (
                !content.AsSpan().StartsWith("#!"u8)
                && !Path.GetFileName(script).StartsWith("activate", StringComparison.OrdinalIgnoreCase)
            )
            {
                continue;
            }

            var text = Encoding.UTF8.GetString(content);
            var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(script);
            write(script, Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(script, mode);
            }
        }
    }
}
