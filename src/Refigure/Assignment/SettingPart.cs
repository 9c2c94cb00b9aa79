using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Plotting.Documents;
using Refigure.Serving;

namespace Refigure.Assignment;

/// <summary>The report's first part: what was run, and with which commands.</summary>
internal static class SettingPart
{
    public static IEnumerable<Block> Of(AssignmentData data)
    {
        yield return new Heading("1  What was run");
        if (data.Configurations.IsEmpty)
        {
            yield return new Paragraph("There is no run of any configuration.");
            yield break;
        }

        yield return new Table(
            [
                new("Configuration", 1.1),
                new("Engine", 1.1),
                new("Model", 1.6),
                new("Node and GPU", 2),
                new("Load", 2.2),
                new("Completed", 1, IsNumber: true),
            ],
            [.. data.Configurations.Select(Row)]
        );
        if (data.Servers.IsEmpty)
        {
            yield break;
        }

        yield return new Heading("Server commands", Level: 2);
        yield return new Paragraph(
            "Each is a script of its own in code/, with its variables. What differs from the first configuration stands in its comments."
        )
        {
            IsMuted = true,
        };
        foreach (var server in data.Servers)
        {
            yield return new Paragraph($"{server.Title} ({server.Name})") { IsMuted = true, LeadsOn = true };
            yield return new Listing([.. Shown(server)]);
        }
    }

    private static ImmutableArray<string> Row(ServedConfiguration one)
    {
        var record = one.Run.Record;
        var measured = one.Requests.RemoveAll(r => r.IsWarmUp);
        var completed = measured.Count(r => r.Status == RequestStatus.Completed);
        var gpu = record.NodeFacts.GetValueOrDefault("gpu") ?? record.NodeFacts.GetValueOrDefault("cpu");
        return
        [
            one.Name,
            $"{record.Engine} {record.EngineVersion}".TrimEnd(),
            record.Model,
            gpu is null ? record.Identity.Node : $"{record.Identity.Node}: {gpu}",
            Load(one.Load),
            $"{ReportNumbers.Count(completed)} of {ReportNumbers.Count(measured.Length)}",
        ];
    }

    private static string Load(LoadFacts? load)
    {
        if (load is null)
        {
            return ReportNumbers.Missing;
        }

        string?[] parts =
        [
            load.RequestRate is { } rate ? $"{FigureNumberText.Exact(rate)} requests/s{Spread(load.Arrivals)}"
            : load.Concurrency is { } streams ? $"{ReportNumbers.Count(streams)} at a time"
            : null,
            load.Dataset is { } dataset ? $"data set {dataset}" : null,
            load.PromptTokens is { } prompt ? $"{ReportNumbers.Count(prompt)} tokens in" : null,
            load.OutputTokens is { } output ? $"{ReportNumbers.Count(output)} out" : null,
        ];
        return parts.Any(p => p is not null)
            ? string.Join(", ", parts.Where(p => p is not null))
            : ReportNumbers.Missing;
    }

    private static string Spread(string? arrivals) => arrivals is null ? "" : $" ({arrivals})";

    // The command alone, and the warning where it is not one that was recorded.
    private static IEnumerable<string> Shown(ServerScript server) =>
        server
            .Text.Split('\n')
            .Where(line =>
                line.StartsWith("exec ", StringComparison.Ordinal)
                || line.StartsWith("# Modified ", StringComparison.Ordinal)
                || line.Contains("NOT RECORDED", StringComparison.Ordinal)
            )
            .Select(line => line.StartsWith("exec ", StringComparison.Ordinal) ? line["exec ".Length..] : line);
}
