using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Refigure.Reports.Html;
using Refigure.Results;

namespace Refigure.Reports.Page;

/// <summary>
/// All runs: a table that the page's script filters, sorts and renders as far as it is seen, and the runs themselves, packed in
/// chunks. Without scripts there is a plain table, and, where they are few, the runs in full.
/// </summary>
internal static class RunsHtml
{
    private const int Chunk = 128;
    private const int MostInFull = 24;

    /// <summary>Writes the section.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="report">The report.</param>
    /// <param name="packed">Its runs, <see cref="Packed"/> at the same time.</param>
    public static void Write(HtmlWriter html, Report report, Task<string[]> packed)
    {
        html.Open("section", ("id", "runs"), ("aria-labelledby", "runs-title"))
            .Element("h2", "Runs", ("id", "runs-title"))
            .Open("div", ("id", "runs-live"), ("hidden", ""))
            .CloseLine("div")
            .Open("div", ("id", "run"), ("tabindex", "-1"), ("aria-live", "polite"))
            .CloseLine("div")
            .Open("noscript");
        Plain(html, report.Runs);
        html.CloseLine("noscript");
        html.Open("script", ("type", "application/json"), ("id", "runs-data"))
            .Written(Rows(report.Runs))
            .CloseLine("script");
        foreach (var chunk in packed.GetAwaiter().GetResult())
        {
            html.Open("script", ("type", "text/plain"), ("class", "runs-chunk")).Written(chunk).CloseLine("script");
        }

        html.CloseLine("section");
    }

    /// <summary>The runs in chunks, each as the page's script unpacks it; on all cores.</summary>
    public static string[] Packed(ImmutableArray<ReportRun> runs)
    {
        var chunks = new string[(runs.Length + Chunk - 1) / Chunk];
        using var packers = new ThreadLocal<RunChunk>(static () => new RunChunk());
        AllCores.For(
            chunks.Length,
            i =>
                chunks[i] = packers.Value!.Of(
                    runs.AsSpan().Slice(i * Chunk, Math.Min(Chunk, runs.Length - (i * Chunk)))
                )
        );
        return chunks;
    }

    private static void Plain(HtmlWriter html, ImmutableArray<ReportRun> runs)
    {
        var inFull = runs.Length <= MostInFull;
        html.Open("table").Open("thead").Open("tr");
        foreach (var column in new[] { "run", "profile", "engine", "state", "seconds" })
        {
            html.Element("th", column, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        foreach (var run in runs)
        {
            var record = run.Run.Record;
            html.Open("tr").Open("td");
            if (inFull)
            {
                html.Element("a", record.Identity.RelativeFolder, ("href", $"#{run.Anchor}"));
            }
            else
            {
                html.Text(record.Identity.RelativeFolder);
            }

            html.Close("td")
                .Element("td", record.Profile)
                .Element("td", $"{record.Engine} {record.EngineVersion}")
                .Element("td", string.Join(" ", [State(run), .. record.InvalidReasons, .. run.Damage]))
                .Element("td", NumberText.Of(Total(run.Run)), ("class", "number"))
                .CloseLine("tr");
        }

        html.Close("tbody").CloseLine("table");
        if (!inFull)
        {
            return;
        }

        foreach (var run in runs)
        {
            RunHtml.Write(html, run);
        }
    }

    // Column by column, names once: ten thousand rows are read in a moment.
    private static string Rows(ImmutableArray<ReportRun> runs)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("chunk", Chunk);
            Texts(json, "anchor", runs, r => r.Anchor);
            Names(json, "experiment", runs, r => r.Run.Record.Identity.Experiment);
            Names(json, "node", runs, r => r.Run.Record.Identity.Node);
            Names(json, "case", runs, r => r.Run.Record.Identity.Case);
            Names(json, "cache", runs, r => r.Run.Record.Identity.Cache.Word());
            Names(json, "profile", runs, r => r.Run.Record.Profile);
            Names(json, "engine", runs, r => $"{r.Run.Record.Engine} {r.Run.Record.EngineVersion}".TrimEnd());
            Names(json, "state", runs, State);
            Numbers(json, "iteration", runs, r => r.Run.Record.Identity.Iteration);
            Numbers(json, "total", runs, r => Total(r.Run));
            Numbers(json, "attributed", runs, r => r.Run.Log?.Find("attributed")?.Value);
            Numbers(json, "overlapping", runs, r => r.Run.Log?.Find("overlapping")?.Value);
            Numbers(json, "unattributed", runs, r => r.Run.Log?.Find("unattributed")?.Value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string State(ReportRun run) =>
        !run.Damage.IsEmpty ? "changed since"
        : run.Run.Record.Valid ? "valid"
        : "invalid";

    // The whole start; of a load how long it took.
    private static double? Total(MeasuredRun run) =>
        run.Value("actual_total_time") ?? run.Value("load_duration") ?? run.Record.DurationSeconds;

    private static void Texts(
        Utf8JsonWriter json,
        string name,
        ImmutableArray<ReportRun> runs,
        Func<ReportRun, string> of
    )
    {
        json.WriteStartArray(name);
        foreach (var run in runs)
        {
            json.WriteStringValue(of(run));
        }

        json.WriteEndArray();
    }

    private static void Names(
        Utf8JsonWriter json,
        string name,
        ImmutableArray<ReportRun> runs,
        Func<ReportRun, string> of
    )
    {
        string[] names = [.. runs.Select(of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var places = names.Select((n, i) => (n, i)).ToDictionary(x => x.n, x => x.i, StringComparer.Ordinal);
        json.WriteStartObject(name);
        json.WriteStartArray("names");
        foreach (var one in names)
        {
            json.WriteStringValue(HtmlText.Shown(one));
        }

        json.WriteEndArray();
        json.WriteStartArray("of");
        foreach (var run in runs)
        {
            json.WriteNumberValue(places[of(run)]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Numbers(
        Utf8JsonWriter json,
        string name,
        ImmutableArray<ReportRun> runs,
        Func<ReportRun, double?> of
    )
    {
        json.WriteStartArray(name);
        foreach (var run in runs)
        {
            if (of(run) is { } value && double.IsFinite(value))
            {
                json.WriteNumberValue(Math.Round(value, 4));
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }
}
