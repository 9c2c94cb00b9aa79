using System.Collections.Immutable;
using System.Text;
using Refigure.Engines;
using Refigure.Nodes.Ssh;
using Refigure.Plotting.Documents;
using Refigure.Results;
using Refigure.Secrets;

namespace Refigure.Assignment;

/// <summary>
/// Writes how a server was started as a script that can be pasted into a shell: the exact words, each quoted, and its variables,
/// secrets masked.
/// </summary>
public static class ServerScripts
{
    /// <summary>The script of a run; null if its command line is not known.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="title">What it starts.</param>
    /// <param name="run">The run.</param>
    /// <param name="first">The run that it is compared with; null for none.</param>
    public static ServerScript? Of(string name, string title, RunRecord run, RunRecord? first)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.CommandLine.IsEmpty)
        {
            return null;
        }

        var identity = run.Identity;
        string[] comments =
        [
            $"{title}: what the run {identity.RelativeFolder} was started with on the node {identity.Node}.",
            "Paths, port and variables are those of that run.",
            .. Gpus(run),
            .. first is null ? [] : Differences(first, run),
        ];
        return new(name, title, Text(comments, run.CommandLine, run.Variables), IsRecorded: true);
    }

    /// <summary>The script of a case that no run here was started as.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="title">What it starts.</param>
    /// <param name="command">Its command, with words in the place of what is known only on the day.</param>
    /// <param name="experiment">The experiment and profile that say so.</param>
    public static ServerScript OfCase(string name, string title, EngineCommand command, string experiment)
    {
        ArgumentNullException.ThrowIfNull(command);
        string[] comments =
        [
            $"{title}: NOT RECORDED with these results. This is what {experiment} starts: put in its place what you typed.",
            "ENV stands for the environment's folder, MODELS for that of the models, RUN for the run's, CACHES for compiled graphs.",
        ];
        return new(
            name,
            title,
            Text(comments, [command.Program, .. command.Arguments], command.Variables),
            IsRecorded: false
        );
    }

    private static IEnumerable<string> Gpus(RunRecord run) =>
        run.GpuEvidence.TryGetValue("watched", out var watched) ? [$"GPUs: {watched}."] : [];

    // What was modified from one configuration to the other is what the assignment asks for.
    private static IEnumerable<string> Differences(RunRecord first, RunRecord run)
    {
        string[] changed =
        [
            .. first
                .Arguments.Keys.Union(run.Arguments.Keys)
                .Order(StringComparer.Ordinal)
                .Where(key => first.Arguments.GetValueOrDefault(key) != run.Arguments.GetValueOrDefault(key))
                .Select(key =>
                    $"--{key.Replace('_', '-')} {Said(first.Arguments.GetValueOrDefault(key))} -> {Said(run.Arguments.GetValueOrDefault(key))}"
                ),
        ];
        yield return changed.Length == 0
            ? "Its arguments are those of the first configuration."
            : $"Modified from the first configuration: {string.Join(", ", changed)}.";
    }

    private static string Said(string? value) =>
        value is null ? "(not there)"
        : value.Length == 0 ? "(set)"
        : value;

    private static string Text(
        IEnumerable<string> comments,
        ImmutableArray<string> command,
        ImmutableSortedDictionary<string, string> variables
    )
    {
        var text = new StringBuilder("#!/bin/sh\n");
        foreach (var comment in comments)
        {
            _ = text.Append("# ").Append(OneLine(comment)).Append('\n');
        }

        foreach (var (name, value) in variables)
        {
            _ =
                IsName(name) && Quoted([SecretNames.Masked(name, value)]) is { } quoted
                    ? text.Append("export ").Append(name).Append('=').Append(quoted).Append('\n')
                    : text.Append("# A variable that no shell can set is left out: ")
                        .Append(OneLine(name))
                        .Append('\n');
        }

        return text.Append(
                Quoted(command) is { } words
                    ? $"exec {words}\n"
                    : "# The recorded command line has a NUL in it, which no program can be given.\nexit 2\n"
            )
            .ToString();
    }

    // Words come from a record, which others may have written.
    private static string? Quoted(IReadOnlyCollection<string> words) =>
        words.Any(w => w.Contains('\0', StringComparison.Ordinal)) ? null : ShellWords.Quote(words);

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string OneLine(string text) => PrintableText.Of(text).Replace('\n', ' ');
}
