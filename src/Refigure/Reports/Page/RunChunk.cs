using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Refigure.Reports.Html;

namespace Refigure.Reports.Page;

/// <summary>
/// Runs as the page's script puts them together again. Runs of one form share its markup, and their texts stand value by value, the
/// runs' beside each other: what is the same in all of them is there once, and what differs in a few digits packs well. One that is
/// used for several chunks, one after the other, keeps its memory.
/// </summary>
/// <remarks>
/// <c>{"of": [form of each run], "forms": [{"markup": [pieces], "values": [one text for all, or one for each run of the form]}]}</c>;
/// a run is the first piece, its first value, the second piece, and so on. U+0002 in a value is the run's anchor.
/// </remarks>
internal sealed class RunChunk
{
    private const char Hole = '\u0001';
    private const string Anchor = "\u0002";

    // It is packed: nothing in it can be taken for markup.
    private static readonly JsonWriterOptions Options = new()
    {
        SkipValidation = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly HtmlWriter _html = new(keepsValues: true);
    private readonly TextBuffer _markup = new();
    private readonly ArrayBufferWriter<byte> _json = new(1 << 17);

    /// <summary>The packed chunk.</summary>
    public string Of(ReadOnlySpan<ReportRun> runs)
    {
        _html.Clear();
        var forms = new Dictionary<string, (int Index, List<Part> Runs)>(StringComparer.Ordinal);
        var byMarkup = forms.GetAlternateLookup<ReadOnlySpan<char>>();
        var of = new int[runs.Length];
        for (var i = 0; i < runs.Length; i++)
        {
            var (start, first) = (_html.Whole.Length, _html.Values.Count);
            RunHtml.Write(_html, runs[i]);
            var markup = Markup(start, first);
            if (!byMarkup.TryGetValue(markup, out var form))
            {
                forms.Add(markup.ToString(), form = (forms.Count, []));
            }

            form.Runs.Add(new Part(first, _html.Values.Count - first, runs[i].Anchor));
            of[i] = form.Index;
        }

        _json.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_json, Options))
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

        return PackedText.Of(_json.WrittenSpan);
    }

    // What is no value, with a hole for each.
    private ReadOnlySpan<char> Markup(int start, int firstValue)
    {
        _markup.Clear();
        var at = start;
        for (var i = firstValue; i < _html.Values.Count; i++)
        {
            var value = _html.Values[i];
            _markup.Add(_html.Whole[at..value.Start.Value]);
            _markup.Add(Hole);
            at = value.End.Value;
        }

        _markup.Add(_html.Whole[at..]);
        return _markup.Whole;
    }

    private void Write(Utf8JsonWriter json, string markup, List<Part> runs)
    {
        json.WriteStartObject();
        json.WriteStartArray("markup");
        foreach (var piece in markup.Split(Hole))
        {
            json.WriteStringValue(piece);
        }

        json.WriteEndArray();
        json.WriteStartArray("values");
        for (var k = 0; k < runs[0].Values; k++)
        {
            Write(json, runs, k);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, List<Part> runs, int k)
    {
        if (Value(runs[0], k).Contains(runs[0].Anchor, StringComparison.Ordinal))
        {
            // The same in all of them but for the anchor, mostly.
            string[] texts =
            [
                .. runs.Select(r => Value(r, k).ToString().Replace(r.Anchor, Anchor, StringComparison.Ordinal)),
            ];
            if (texts.All(t => t == texts[0]))
            {
                json.WriteStringValue(texts[0]);
                return;
            }
        }
        else if (runs.TrueForAll(r => Value(r, k).SequenceEqual(Value(runs[0], k))))
        {
            json.WriteStringValue(Value(runs[0], k));
            return;
        }

        json.WriteStartArray();
        foreach (var run in runs)
        {
            json.WriteStringValue(Value(run, k));
        }

        json.WriteEndArray();
    }

    private ReadOnlySpan<char> Value(Part run, int k) => _html.Whole[_html.Values[run.FirstValue + k]];

    private sealed record Part(int FirstValue, int Values, string Anchor);
}
