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
        var forms = new Dictionary<string, (int Index, List<string[]> Runs)>(StringComparer.Ordinal);
        var of = new int[runs.Length];
        for (var i = 0; i < runs.Length; i++)
        {
            html.Clear();
            RunHtml.Write(html, runs[i]);
            var (markup, values) = html.Split(Hole);
            for (var k = 0; k < values.Length; k++)
            {
                values[k] = values[k].Replace(runs[i].Anchor, Anchor, StringComparison.Ordinal);
            }

            if (!forms.TryGetValue(markup, out var form))
            {
                forms.Add(markup, form = (forms.Count, []));
            }

            form.Runs.Add(values);
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

    private static void Write(Utf8JsonWriter json, string markup, List<string[]> runs)
    {
        json.WriteStartObject();
        json.WriteStartArray("markup");
        foreach (var piece in markup.Split(Hole))
        {
            json.WriteStringValue(piece);
        }

        json.WriteEndArray();
        json.WriteStartArray("values");
        for (var k = 0; k < runs[0].Length; k++)
        {
            if (runs.TrueForAll(r => r[k] == runs[0][k]))
            {
                json.WriteStringValue(runs[0][k]);
                continue;
            }

            json.WriteStartArray();
            foreach (var run in runs)
            {
                json.WriteStringValue(run[k]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
