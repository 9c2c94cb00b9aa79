using System.Diagnostics;
using System.Globalization;
using Refigure.Files;

namespace Refigure.Environments;

/// <summary>Folders that are not whole yet: beside the one that they will be, with the process that builds them in the name.</summary>
internal static class PartialFolders
{
    private const string Infix = ".partial-";

    /// <summary>A name that no other process, and no other task of this one, uses.</summary>
    public static string NameFor(string path) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}{Infix}{Environment.ProcessId}-{Guid.NewGuid():N}");

    /// <summary>Deletes what processes that are gone left beside a folder, whatever its own name.</summary>
    public static void DeleteLeftovers(string path, IFileSystem system)
    {
        foreach (var folder in Directory.GetDirectories(Path.GetDirectoryName(path)!, $"*{Infix}*"))
        {
            var name = Path.GetFileName(folder);
            var process = name[(name.LastIndexOf(Infix, StringComparison.Ordinal) + Infix.Length)..].Split('-')[0];
            if (
                int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id != Environment.ProcessId
                && !IsAlive(id)
            )
            {
                system.DeleteDirectory(folder);
            }
        }
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // It is there, and another user's.
            return true;
        }
    }
}
