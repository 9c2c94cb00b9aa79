using Refigure.Traces.Analysis;

namespace Refigure.Traces;

/// <summary>The traces of a run, read and analysed.</summary>
/// <param name="Set">What was read.</param>
/// <param name="Analysis">What follows from it.</param>
public sealed record ProfiledRun(TraceSet Set, TraceAnalysis Analysis)
{
    /// <summary>The folder of a run's traces, one file for each rank.</summary>
    public const string Folder = "trace";

    /// <summary>Reads the traces of a run folder; null if it has none.</summary>
    /// <exception cref="UserErrorException">There are some, and none can be read.</exception>
    public static ProfiledRun? Of(string runFolder)
    {
        ArgumentNullException.ThrowIfNull(runFolder);
        var folder = Path.Combine(runFolder, Folder);
        if (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder).Any())
        {
            return null;
        }

        var set = TraceFiles.Read(folder);
        return new ProfiledRun(set, TraceAnalysis.Of(set.Traces));
    }

    /// <summary>Whether kernels ran in CUDA graphs.</summary>
    public bool HasGraphs => Set.Traces.Any(t => t.Coverage.GraphLaunches > 0);
}
