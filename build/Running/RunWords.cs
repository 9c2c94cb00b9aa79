using System.Globalization;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Running;

namespace Refigure.Build.Running;

/// <summary>Runs and durations in words.</summary>
internal static class RunWords
{
    /// <summary>A run, short: <c>startup-breakdown synthetic-60m warm-2</c>, with the node where it is not the usual one.</summary>
    public static string Of(PlannedRun run) => Of(run.Identity);

    /// <inheritdoc cref="Of(PlannedRun)"/>
    public static string Of(RunIdentity run)
    {
        var node = run.Node == FolderName.Safe(Environment.MachineName) ? string.Empty : $" on {run.Node}";
        return WithoutNode(run) + node;
    }

    /// <summary>A run of a node that is known.</summary>
    public static string WithoutNode(RunIdentity run) =>
        string.Create(CultureInfo.InvariantCulture, $"{run.Experiment} {run.Case} {run.Cache.Word()}-{run.Iteration}");

    /// <summary>How a run ended, in a few words.</summary>
    public static string Of(RunOutcome outcome) =>
        outcome.Record is null ? "failed"
        : outcome.Record.Valid ? "done"
        : $"invalid: {string.Join("; ", outcome.Record.InvalidReasons)}";

    /// <summary>A line of an engine without what would steer a terminal.</summary>
    public static string Printable(string line) => new([.. line.Select(c => char.IsControl(c) && c != '\t' ? '·' : c)]);

    /// <summary>A duration: <c>0.8 s</c>, <c>42 s</c>, <c>3 min 5 s</c>, <c>2 h 10 min</c>.</summary>
    public static string Of(TimeSpan time) =>
        time.TotalSeconds < 9.95 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
        : time.TotalSeconds < 59.5 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s")
        : time.TotalMinutes < 59.5
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min");
}
