using System.Globalization;

namespace Refigure.Reports.Html;

/// <summary>
/// Writes elements. Names of elements and attributes are constants of this program; every text and value goes through
/// <see cref="HtmlText"/>, so that no caller can forget it.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly TextBuffer _output = new();
    private readonly List<Range>? _values;

    /// <summary>Begins a page, or a part of one.</summary>
    /// <param name="keepsValues">Whether it is remembered what are texts and values, and what is markup (<see cref="Values"/>).</param>
    public HtmlWriter(bool keepsValues = false) => _values = keepsValues ? [] : null;

    /// <summary>Everything so far; until more is written.</summary>
    public ReadOnlySpan<char> Whole => _output.Whole;

    /// <summary>Where the texts and values lie in <see cref="Whole"/>, escaped; the rest is markup. Empty if they are not kept.</summary>
    public IReadOnlyList<Range> Values => _values ?? [];

    /// <summary>Opens an element; attributes without a value are left out.</summary>
    public HtmlWriter Open(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _output.Add('<');
        _output.Add(element);
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
            {
                _output.Add(' ');
                _output.Add(name);
                _output.Add("=\"");
                if (name is "class" or "scope" or "role" or "tabindex" or "xmlns" or "viewBox" or "open" or "hidden")
                {
                    // Words of this program: as much markup as the names.
                    HtmlText.Append(_output, value);
                }
                else
                {
                    Value(value);
                }

                _output.Add('"');
            }
        }

        _output.Add('>');
        return this;
    }

    /// <summary>Closes an element.</summary>
    public HtmlWriter Close(string element)
    {
        _output.Add("</");
        _output.Add(element);
        _output.Add('>');
        return this;
    }

    /// <summary>Closes an element, and begins a new line of the file.</summary>
    public HtmlWriter CloseLine(string element)
    {
        _ = Close(element);
        _output.Add('\n');
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
        _output.Add(number.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>What this writer, or another part of this program, has written already.</summary>
    public HtmlWriter Written(string html)
    {
        _output.Add(html);
        return this;
    }

    /// <summary>Everything so far.</summary>
    public override string ToString() => _output.Whole.ToString();

    /// <summary>Begins anew, in the memory that it has.</summary>
    public void Clear()
    {
        _output.Clear();
        _values?.Clear();
    }

    private void Value(string text)
    {
        var start = _output.Length;
        HtmlText.Append(_output, text);
        _values?.Add(start.._output.Length);
    }
}
