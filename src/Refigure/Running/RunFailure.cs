using System.Collections.Immutable;
using System.Globalization;
using Refigure.Planning;
using Refigure.Running.Processes;
using Refigure.Running.Readiness;

namespace Refigure.Running;

/// <summary>Says why a run failed: what happened, the last lines of standard error, where the whole log is.</summary>
internal static class RunFailure
{
    public static ImmutableArray<string> Describe(PlannedRun run, EngineRun made, string folder) =>
        Describe(run.Identity.RelativeFolder, made, folder);

    public static ImmutableArray<string> Describe(string what, EngineRun made, string folder)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add($"{what} failed: {What(made)}.");
        if (made.LastErrors.Count > 0)
        {
            lines.Add("The last lines of its standard error:");
            lines.AddRange(made.LastErrors.Select(line => "  | " + Printable(line)));
        }

        if (!made.End.Leftovers.IsDefaultOrEmpty)
        {
            lines.Add($"It left processes behind, which were ended: {string.Join(", ", made.End.Leftovers)}.");
        }

        lines.Add($"Its whole output: {Path.Combine(folder, "engine.log")} and engine.stderr.log beside it.");
        return lines.ToImmutable();
    }

    private static string What(EngineRun made) =>
        made.Readiness == StartResult.TimedOut
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"it was not ready after {made.Waited.TotalSeconds:0.#} s, in phase '{made.Phase}', and was ended"
            )
        : made.Readiness == StartResult.Fell
            ? $"it was ready, but then ended with {How(made.End)} before it was asked to"
        : $"it ended with {How(made.End)} in phase '{made.Phase}', before it was ready";

    private static string How(ProcessEnd end) =>
        end.Signal is { } signal
            ? string.Create(CultureInfo.InvariantCulture, $"signal {signal}")
            : string.Create(CultureInfo.InvariantCulture, $"exit code {end.Status}");

    // What an engine writes may steer a terminal.
    private static string Printable(string line) =>
        new([.. line.Select(c => char.IsControl(c) && c != '\t' ? '·' : c).Take(400)]);
}
