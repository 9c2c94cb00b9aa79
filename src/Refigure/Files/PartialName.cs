using System.Diagnostics;
using System.Globalization;

namespace Refigure.Files;

/// <summary>Names of files and folders that are not whole yet: they say which process builds them.</summary>
internal static class PartialName
{
    /// <summary>What such a name has in it.</summary>
    public const string Infix = ".partial-";

    /// <summary>A name beside a path that no other process, and no other task of this one, uses.</summary>
    public static string For(string path) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}{Infix}{Environment.ProcessId}-{Guid.NewGuid():N}");

    /// <summary>Whether whoever built it is gone, so that it may be deleted.</summary>
    public static bool IsAbandoned(string path)
    {
        var name = Path.GetFileName(path);
        var at = name.LastIndexOf(Infix, StringComparison.Ordinal);
        return at >= 0
            && int.TryParse(
                name[(at + Infix.Length)..].Split('-')[0],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var id
            )
            && id != Environment.ProcessId
            && !IsAlive(id);
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
