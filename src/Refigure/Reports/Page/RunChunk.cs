using System.Buffers;
using System.Text.Json;
using Refigure.Reports.Html;

namespace Refigure.Reports.Page;

/// <summary>
/// Runs as the page's script puts them together again. Runs of one form share its markup, and their texts stand value by value, the
/// runs' beside each other: what is the same in all of them is there once, and what differs in a few digits packs well.
/// </summary>
/// <remarks>
/// <c>{"of": [form of each run], "forms": [{"markup": [pieces], "values": [one text for all, or one for each run of the form]}]}</c>;
/// a run is the first piece, its first value, the second piece, and so on. U+0002 in a value is the run's anchor.
/// </remarks>
internal static class RunChunk
{
    private const char Hole = '\u0001';
    private const string Anchor = "\u0002";

    /// <summary>The packed chunk.</summary>
    public static string Of(ReadOnlySpan<ReportRun> runs)
    {
        var html = new HtmlWriter(keepsValues: true);
        var forms = new Dictionary<string, (int Index, List<Part> Runs)>(StringComparer.Ordinal);
        var of = new int[runs.Length];
        for (var i = 0; i < runs.Length; i++)
        {
            html.Clear();
            RunHtml.Write(html, runs[i]);
            var (whole, markup, values) = html.Split(Hole);
            if (!forms.TryGetValue(markup, out var form))
            {
                forms.Add(markup, form = (forms.Count, []));
            }

            form.Runs.Add(new Part(whole, values, runs[i].Anchor));
            of[i] = form.Index;
        }

        var buffer = new ArrayBufferWriter<byte>(1 << 17);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("of");
            foreach (var form in of)
            {
                json.WriteNumberValue(form);
            }

            json.WriteEndArray();
            json.WriteStartArray("forms");
            foreach (var (markup, form) in forms)
            {
                Write(json, markup, form.Runs);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return PackedText.Of(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, string markup, List<Part> runs)
    {
        json.WriteStartObject();
        json.WriteStartArray("markup");
        foreach (var piece in markup.Split(Hole))
        {
            json.WriteStringValue(piece);
        }

        json.WriteEndArray();
        json.WriteStartArray("values");
        for (var k = 0; k < runs[0].Values.Length; k++)
        {
            Write(json, runs, k);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, List<Part> runs, int k)
    {
        if (runs[0].Of(k).Contains(runs[0].Anchor, StringComparison.Ordinal))
        {
            // The same in all of them but for the anchor, mostly.
            string[] texts =
            [
                .. runs.Select(r => r.Of(k).ToString().Replace(r.Anchor, Anchor, StringComparison.Ordinal)),
            ];
            if (texts.All(t => t == texts[0]))
            {
                json.WriteStringValue(texts[0]);
                return;
            }
        }
        else if (runs.TrueForAll(r => r.Of(k).SequenceEqual(runs[0].Of(k))))
        {
            json.WriteStringValue(runs[0].Of(k));
            return;
        }

        json.WriteStartArray();
        foreach (var run in runs)
        {
            json.WriteStringValue(run.Of(k));
        }

        json.WriteEndArray();
    }

    private sealed record Part(string Whole, Range[] Values, string Anchor)
    {
        public ReadOnlySpan<char> Of(int k) => Whole.AsSpan()[Values[k]];
    }
}
