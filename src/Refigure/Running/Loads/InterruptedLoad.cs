using System.Globalization;
using Refigure.Results;
using Refigure.Serving;

namespace Refigure.Running.Loads;

/// <summary>What is said of a load that was kept though it was interrupted.</summary>
internal static class InterruptedLoad
{
    /// <summary>How many requests there were until then, and where they lie.</summary>
    /// <param name="place">The run's place.</param>
    public static string Words(string place)
    {
        var folder = place + PendingRun.Interrupted;
        var count = Lines(Path.Combine(folder, ServingFiles.Requests));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{count} {(count == 1 ? "request" : "requests")} until then {(count == 1 ? "is" : "are")} kept in {folder} until the run is made."
        );
    }

    private static int Lines(string path)
    {
        using var content = File.OpenRead(path);
        var buffer = new byte[1 << 16];
        var lines = 0;
        int read;
        while ((read = content.Read(buffer)) > 0)
        {
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        }

        return lines;
    }
}
