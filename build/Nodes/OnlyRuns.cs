using System.Collections.Frozen;
using Refigure.Results;

namespace Refigure.Build.Nodes;

/// <summary>The runs that <c>--only</c> lists.</summary>
internal static class OnlyRuns
{
    /// <summary>Whether a run is listed; all are without a list.</summary>
    /// <exception cref="UserErrorException">The list cannot be read.</exception>
    public static Func<RunIdentity, bool> Of(string? file)
    {
        if (file is null)
        {
            return static _ => true;
        }

        try
        {
            var runs = File.ReadLines(file).Select(line => line.Trim()).ToFrozenSet(StringComparer.Ordinal);
            return run => runs.Contains(run.RelativeFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"--only {file} cannot be read ({e.Message.TrimEnd('.')}): name a file that lists a run in each line, such as EXPERIMENT/NODE/CASE/warm-1.",
                e
            );
        }
    }
}
