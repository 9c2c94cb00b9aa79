using System.Globalization;
using System.Text;
using Refigure.Files;
using Refigure.Running.Processes;

namespace Refigure.Running;

/// <summary>
/// The files that say which processes a run that is being made belongs to (its engine, and what samples its GPUs), so that what
/// a killed host left behind can be found and ended.
/// </summary>
internal static class EngineMark
{
    /// <summary>The engine's.</summary>
    public const string Engine = "engine";

    private const string Ending = ".process";

    public static void Write(string folder, ProcessIdentity identity, IFileSystem system, string name = Engine)
    {
        using var file = system.Create(Path.Combine(folder, name + Ending));
        file.Write(
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{identity.Id} {identity.StartTicks} {identity.Boot} {identity.Mark}\n"
                )
            )
        );
    }

    public static void Delete(string folder, IFileSystem system, string name = Engine) =>
        system.DeleteFile(Path.Combine(folder, name + Ending));

    /// <summary>The processes of all runs that were being made below a root.</summary>
    public static IEnumerable<ProcessIdentity> Find(string root)
    {
        if (!Directory.Exists(root))
        {
            yield break;
        }

        foreach (
            var folder in Directory
                .EnumerateDirectories(root)
                .SelectMany(Directory.EnumerateDirectories)
                .SelectMany(Directory.EnumerateDirectories)
                .SelectMany(d => Directory.EnumerateDirectories(d, "*.partial-*"))
        )
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*" + Ending))
            {
                if (Parse(File.ReadAllText(path)) is { } identity)
                {
                    yield return identity with
                    {
                        Folder = Path.GetFullPath(folder),
                    };
                }
            }
        }
    }

    private static ProcessIdentity? Parse(string text) =>
        text.Trim().Split(' ') is [var id, var ticks, var boot, var mark]
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
        && pid > 1
            ? new ProcessIdentity(pid, start, boot, mark)
            : null;
}
