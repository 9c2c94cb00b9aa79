using System.Collections.Immutable;
using System.Globalization;
using Refigure.Plotting.Documents;
using Refigure.Results;

namespace Refigure.Assignment;

/// <summary>The last part of the report: the runs behind its numbers, and what a reader must know of them.</summary>
internal static class OriginPart
{
    private const int MostRemarks = 20;

    public static IEnumerable<Block> Of(AssignmentData data)
    {
        yield return new Heading("Where the numbers come from");
        var runs = data
            .Configurations.Select(c => (c.Name, c.Run))
            .Concat(data.Kernels is { } kernels ? [("profiled", kernels.Run)] : [])
            .ToArray();
        if (runs.Length > 0)
        {
            yield return new Table(
                [
                    new("", 0.9),
                    new("Run", 3.6),
                    new("SHA-256, first digits", 1.3),
                    new("Environment", 1.2),
                    new("Start, UTC", 1.3),
                ],
                [.. runs.Select(r => Row(r.Name, r.Run.Record))]
            );
        }

        yield return new Paragraph(
            $"Drawn by Refigure at commit {data.Commit}, profile {data.Profile}. provenance.json has the runs' files with their digests, SHA256SUMS those of this archive."
        )
        {
            IsMuted = true,
        };
        var remarks = Provenance.Remarks(data);
        if (remarks.IsEmpty)
        {
            yield break;
        }

        yield return new Heading("What a reader must know", Level: 2);
        foreach (var remark in remarks.Take(MostRemarks))
        {
            yield return new Paragraph($"• {remark}") { IsMuted = true };
        }

        if (remarks.Length > MostRemarks)
        {
            yield return new Paragraph(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{remarks.Length - MostRemarks} more are in provenance.json."
                )
            )
            {
                IsMuted = true,
            };
        }
    }

    private static ImmutableArray<string> Row(string name, RunRecord record) =>
        [
            name,
            record.Identity.RelativeFolder,
            record.Hash[..Math.Min(12, record.Hash.Length)],
            record.Environment ?? record.ImportedFrom ?? ReportNumbers.Missing,
            record.Start?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
                ?? ReportNumbers.Missing,
        ];
}
