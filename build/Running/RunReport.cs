using Cake.Common.Diagnostics;
using Cake.Core;
using Refigure.Running;

namespace Refigure.Build.Running;

/// <summary>Says what became of runs.</summary>
internal static class RunReport
{
    /// <summary>Says it.</summary>
    /// <exception cref="CakeException">Runs failed; exit code 1.</exception>
    public static void Tell(BuildContext context, RunSummary summary)
    {
        if (summary.WasStopped)
        {
            return;
        }

        if (summary.Outcomes.IsEmpty)
        {
            context.Information("Every run is there already; --force makes them again.");
            return;
        }

        foreach (var outcome in summary.Invalid)
        {
            context.Warning(
                "{0} is kept, but not averaged: {1}.",
                RunWords.Of(outcome.Run),
                string.Join("; ", outcome.Record!.InvalidReasons)
            );
        }

        foreach (var lost in summary.Failed.Where(o => o.Elapsed == TimeSpan.Zero))
        {
            // What another machine did not make was not seen to fail here.
            context.Error("{0}: {1}", RunWords.Of(lost.Run), string.Join(' ', lost.Failure));
        }

        if (summary.Failed.ToArray() is { Length: > 0 } failed)
        {
            throw new CakeException(
                1,
                failed.Length == 1
                    ? $"1 run failed: {RunWords.Of(failed[0].Run)}; see above."
                    : $"{failed.Length} runs failed; see above."
            );
        }
    }
}
