using System.IO.Compression;
using System.Text.Json;
using Refigure.Reports;
using Refigure.Reports.Html;
using Refigure.Reports.Page;

namespace Refigure.Tests.Reports;

public sealed class RunChunkTests
{
    [Fact]
    public void Packed_runs_are_put_together_again_as_they_were_written()
    {
        ReportRun[] runs =
        [
            new(ReportRuns.Of("n1", 1, ("load_weights", 0.5)))
            {
                Excerpts = [new("engine.log", [new(7, "<took> 0.5", true)])],
            },
            new(ReportRuns.Of("n1", 2, ("load_weights", 0.6), ("model_init", 1))),
            new(ReportRuns.Of("n1", 3, ("load_weights", 0.7)))
            {
                Excerpts = [new("engine.log", [new(7, "took 0.7", true)])],
            },
        ];

        var packer = new RunChunk();
        var packed = packer.Of(runs);
        using var chunk = JsonDocument.Parse(Unpacked(packed));
        // One that has packed others before gives the same.
        packer.Of(runs.AsSpan(1, 1)).ShouldNotBe(packed);
        packer.Of(runs).ShouldBe(packed);

        var of = chunk.RootElement.GetProperty("of").EnumerateArray().Select(f => f.GetInt32()).ToArray();
        of.ShouldBe([0, 1, 0]);
        for (var i = 0; i < runs.Length; i++)
        {
            var html = new HtmlWriter();
            RunHtml.Write(html, runs[i]);
            var form = chunk.RootElement.GetProperty("forms")[of[i]];
            Rebuilt(form, of[..i].Count(f => f == of[i]), runs[i].Anchor).ShouldBe(html.ToString());
        }
    }

    // As the page's script does it.
    private static string Rebuilt(JsonElement form, int place, string anchor)
    {
        string[] values =
        [
            .. form.GetProperty("values")
                .EnumerateArray()
                .Select(v => v.ValueKind == JsonValueKind.String ? v.GetString()! : v[place].GetString()!),
        ];
        return string.Concat(
                form.GetProperty("markup")
                    .EnumerateArray()
                    .Select((piece, k) => piece.GetString() + values.ElementAtOrDefault(k))
            )
            .Replace("\u0002", anchor, StringComparison.Ordinal);
    }

    private static string Unpacked(string packed)
    {
        using var content = new MemoryStream(Convert.FromBase64String(packed));
        using var inflate = new DeflateStream(content, CompressionMode.Decompress);
        using var text = new StreamReader(inflate);
        return text.ReadToEnd();
    }
}
