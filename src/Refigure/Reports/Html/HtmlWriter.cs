using System.Globalization;
using System.Text;

namespace Refigure.Reports.Html;

/// <summary>
/// Writes elements. Names of elements and attributes are constants of this program; every text and value goes through
/// <see cref="HtmlText"/>, so that no caller can forget it.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _output = new(4096);
    private readonly List<(int Start, int Length)>? _values;

    /// <summary>Begins a page, or a part of one.</summary>
    /// <param name="keepsValues">Whether it is remembered what are texts and values, and what is markup (<see cref="Split"/>).</param>
    public HtmlWriter(bool keepsValues = false) => _values = keepsValues ? [] : null;

    /// <summary>The number of characters so far.</summary>
    public int Length => _output.Length;

    /// <summary>Opens an element; attributes without a value are left out.</summary>
    public HtmlWriter Open(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _output.Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
            {
                _output.Append(' ').Append(name).Append("=\"");
                if (name is "class" or "scope" or "role" or "tabindex" or "xmlns" or "viewBox" or "open" or "hidden")
                {
                    // Words of this program: as much markup as the names.
                    HtmlText.Append(_output, value);
                }
                else
                {
                    Value(value);
                }

                _output.Append('"');
            }
        }

        _output.Append('>');
        return this;
    }

    /// <summary>Closes an element.</summary>
    public HtmlWriter Close(string element)
    {
        _output.Append("</").Append(element).Append('>');
        return this;
    }

    /// <summary>Closes an element, and begins a new line of the file.</summary>
    public HtmlWriter CloseLine(string element)
    {
        _ = Close(element);
        _output.Append('\n');
        return this;
    }

    /// <summary>An element with a text.</summary>
    public HtmlWriter Element(
        string element,
        string text,
        params ReadOnlySpan<(string Name, string? Value)> attributes
    ) => Open(element, attributes).Text(text).Close(element);

    /// <summary>A text.</summary>
    public HtmlWriter Text(string text)
    {
        Value(text);
        return this;
    }

    /// <summary>A whole number.</summary>
    public HtmlWriter Number(int number)
    {
        _output.Append(CultureInfo.InvariantCulture, $"{number}");
        return this;
    }

    /// <summary>What this writer, or another part of this program, has written already.</summary>
    public HtmlWriter Written(string html)
    {
        _output.Append(html);
        return this;
    }

    /// <summary>Everything so far.</summary>
    public override string ToString() => _output.ToString();

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _output.Clear();
        _values?.Clear();
    }

    /// <summary>
    /// Everything so far, the markup alone with <paramref name="hole"/> for each text or value, and where these, escaped, lie: many
    /// parts of one form share the markup.
    /// </summary>
    public (string Whole, string Markup, Range[] Values) Split(char hole)
    {
        var whole = _output.ToString();
        var markup = new StringBuilder(whole.Length / 2);
        var values = new Range[_values!.Count];
        var at = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var (start, length) = _values[i];
            markup.Append(whole, at, start - at).Append(hole);
            values[i] = start..(start + length);
            at = start + length;
        }

        return (whole, markup.Append(whole, at, whole.Length - at).ToString(), values);
    }

    private void Value(string text)
    {
        var start = _output.Length;
        HtmlText.Append(_output, text);
        _values?.Add((start, _output.Length - start));
    }
}
