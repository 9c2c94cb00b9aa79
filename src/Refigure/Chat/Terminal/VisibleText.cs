using System.Text;

namespace Refigure.Chat.Terminal;

/// <summary>
/// Text that nobody vouches for, made fit for a terminal while it comes: what would steer it (ESC and other control characters, marks
/// that turn the direction of writing around) is shown in its place. Lines and tabs stay.
/// </summary>
internal sealed class VisibleText
{
    private const char Pictures = '\u2400';
    private bool _return;
    private char _high;

    /// <summary>A text that is whole.</summary>
    public static string Of(string text)
    {
        var visible = new VisibleText();
        return visible.Add(text) + visible.End();
    }

    /// <summary>The next piece of a text.</summary>
    public string Add(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            Add(shown, c);
        }

        return shown.ToString();
    }

    /// <summary>What was held back: the end of the text has come.</summary>
    public string End()
    {
        var shown = new StringBuilder();
        Settle(shown);
        return shown.ToString();
    }

    private void Add(StringBuilder shown, char c)
    {
        if (_high != 0 && char.IsLowSurrogate(c))
        {
            shown.Append(_high).Append(c);
            _high = '\0';
            return;
        }

        if (c == '\n')
        {
            // A line end of two characters is one.
            _return = false;
        }

        Settle(shown);
        if (c == '\r')
        {
            _return = true;
        }
        else if (char.IsHighSurrogate(c))
        {
            _high = c;
        }
        else
        {
            shown.Append(Shown(c));
        }
    }

    private void Settle(StringBuilder shown)
    {
        if (_return)
        {
            shown.Append(Shown('\r'));
        }

        if (_high != 0)
        {
            shown.Append('\uFFFD');
        }

        (_return, _high) = (false, '\0');
    }

    private static char Shown(char c) =>
        c switch
        {
            '\n' or '\t' => c,
            < ' ' => (char)(Pictures + c),
            '\u007f' => '\u2421',
            // C1 controls, which some terminals obey; overrides and isolates of direction; half characters.
            (>= '\u0080' and <= '\u009f')
            or (>= '\u202a' and <= '\u202e')
            or (>= '\u2066' and <= '\u2069')
            or '\u200e'
            or '\u200f'
            or '\u061c'
            or '\u2028'
            or '\u2029' => '\uFFFD',
            _ => char.IsSurrogate(c) ? '\uFFFD' : c,
        };
}
