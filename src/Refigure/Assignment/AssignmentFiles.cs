using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Refigure.Drawing;
using Refigure.Plotting;
using Refigure.Plotting.Documents;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Pdf;

namespace Refigure.Assignment;

/// <summary>The files of the archive, all that the assignment asks for. The same data gives the same bytes.</summary>
public static class AssignmentFiles
{
    /// <summary>The report.</summary>
    public const string Report = "report.pdf";

    /// <summary>Every file with its digest, as <c>sha256sum -c</c> reads it.</summary>
    public const string Digests = "SHA256SUMS";

    /// <summary>Where everything comes from.</summary>
    public const string Origin = "provenance.json";

    /// <summary>Makes them.</summary>
    /// <param name="data">What was measured.</param>
    /// <param name="fonts">The fonts of the report.</param>
    /// <param name="outputs">The profiler's own files; they are taken as they are.</param>
    /// <param name="mask">Takes secrets out of a text.</param>
    public static ImmutableArray<AssignmentFile> Of(
        AssignmentData data,
        FontSet fonts,
        IEnumerable<AssignmentFile> outputs,
        Func<string, string> mask
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(mask);
        // Also in the report, whose bytes show no text any more.
        data = data with
        {
            Gaps = [.. data.Gaps.Select(g => g with { Sentence = mask(g.Sentence) })],
            Servers = [.. data.Servers.Select(s => s with { Text = mask(s.Text) })],
        };
        AssignmentFile[] files =
        [
            new(Report, ReportOf(data, fonts)),
            .. Texts(data).Select(t => new AssignmentFile(t.Name, Bytes(mask(t.Text)), t.IsProgram)),
            .. data.Figures.Select(f => f.Files).OfType<FigureFiles>().SelectMany(Drawn),
            .. outputs,
        ];
        Array.Sort(files, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        var digests = string.Concat(
            files.Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(f.Content.AsSpan()))}  {f.Name}\n")
        );
        return [.. files, new(Digests, Bytes(digests))];
    }

    private static ImmutableArray<byte> ReportOf(AssignmentData data, FontSet fonts)
    {
        var pages = DocumentLayout.Arrange(AssignmentReport.Of(data, fonts), fonts);
        var info = new DocumentInfo(
            AssignmentReport.Title,
            data.Caution ?? "Sorted TTFT and TPOT by number of GPUs, and the kernels with the most time.",
            ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                new KeyValuePair<string, string>[]
                {
                    new("Commit", data.Commit),
                    new("Profile", data.Profile),
                    new("Runs", string.Join(' ', data.Configurations.Select(c => c.Run.Record.Hash))),
                }
            ),
            data.Created
        );
        return ImmutableCollectionsMarshal.AsImmutableArray(PdfRenderer.Render(pages, fonts, info));
    }

    private static IEnumerable<(string Name, string Text, bool IsProgram)> Texts(AssignmentData data)
    {
        yield return ("README.txt", ArchiveReadme.Of(data), false);
        yield return (Origin, Provenance.Of(data), false);
        yield return (PlotScript.Name, PlotScript.Text, true);
        foreach (var server in data.Servers)
        {
            yield return (server.Name, server.Text, true);
        }

        foreach (var one in data.Configurations)
        {
            yield return ($"data/ttft_tpot_{one.Stem}.txt", ResultTexts.PerPrompt(one), false);
            yield return ($"data/logs_{one.Stem}.txt", ResultTexts.Log(one), false);
        }

        var latencies = new (string Metric, int Figure)[] { ("ttft", 18), ("tpot", 19) }
            .Where(l => data.Figure(l.Figure) is { Outcome.HasData: true })
            .Select(l => (l.Metric, data.Figure(l.Figure)!.Outcome.Data!))
            .ToArray();
        if (latencies.Length > 0)
        {
            yield return ("data/results.csv", LatencyTable.Csv(latencies), false);
        }

        if (data.Kernels is { } kernels)
        {
            yield return ("data/top_kernels.csv", KernelTables.Csv(kernels.Profile), false);
            yield return ("data/top_kernels.txt", KernelTables.Text(kernels), false);
        }
    }

    private static IEnumerable<AssignmentFile> Drawn(FigureFiles files)
    {
        var stem = ReportNumbers.Count(files.Number);
        yield return new($"figures/figure{stem}.pdf", [.. files.Pdf]);
        yield return new($"figures/figure{stem}.svg", [.. files.Svg]);
        yield return new($"data/figure{stem}.csv", [.. files.Csv]);
    }

    private static ImmutableArray<byte> Bytes(string text) =>
        ImmutableCollectionsMarshal.AsImmutableArray(Encoding.UTF8.GetBytes(text));
}
