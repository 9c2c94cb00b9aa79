using System.Text;

namespace Refigure.Chat.Terminal;

/// <summary>
/// A line while it is typed: letters, Backspace, Ctrl-W (a word), Ctrl-U (all), Enter; Ctrl-D on an empty line and Ctrl-C end the input.
/// Knows no terminal: it gives what must be written.
/// </summary>
internal sealed class LineEditor
{
    private readonly StringBuilder _line = new();
    private char _high;

    /// <summary>Whether the line is complete, or the input at its end.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The line; null if the input ended in its place.</summary>
    public string? Line { get; private set; }

    /// <summary>Takes a key.</summary>
    /// <returns>What the terminal must be told.</returns>
    public string Press(ConsoleKeyInfo key)
    {
        var control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        return key switch
        {
            { KeyChar: '\u0003' } or { Key: ConsoleKey.C } when control || key.KeyChar == '\u0003' => Done(null),
            { KeyChar: '\u0004' } or { Key: ConsoleKey.D } when control || key.KeyChar == '\u0004' => _line.Length == 0
                ? Done(null)
                : "",
            { Key: ConsoleKey.Enter } or { KeyChar: '\n' or '\r' } => Done(_line.ToString()),
            { Key: ConsoleKey.Backspace } or { KeyChar: '\b' or '\u007f' } => Erase(LastLetter()),
            { KeyChar: '\u0017' } => Erase(LastWord()),
            { KeyChar: '\u0015' } => Erase(_line.Length),
            { KeyChar: '\t' } => Insert(' '),
            _ when char.IsControl(key.KeyChar) => "",
            _ => Insert(key.KeyChar),
        };
    }

    private string Done(string? line)
    {
        (IsDone, Line) = (true, line);
        return Environment.NewLine;
    }

    // Half a character is not shown: keys come in UTF-16.
    private string Insert(char letter)
    {
        _line.Append(letter);
        if (char.IsHighSurrogate(letter))
        {
            _high = letter;
            return "";
        }

        var shown = char.IsLowSurrogate(letter) && _high != 0 ? $"{_high}{letter}" : letter.ToString();
        _high = '\0';
        return VisibleText.Of(shown);
    }

    private int LastLetter() =>
        _line.Length >= 2 && char.IsSurrogatePair(_line[^2], _line[^1]) ? 2 : Math.Min(1, _line.Length);

    private int LastWord()
    {
        var start = _line.Length;
        while (start > 0 && _line[start - 1] == ' ')
        {
            start--;
        }

        while (start > 0 && _line[start - 1] != ' ')
        {
            start--;
        }

        return _line.Length - start;
    }

    private string Erase(int count)
    {
        var gone = _line.ToString(_line.Length - count, count);
        _line.Length -= count;
        var cells = gone.EnumerateRunes().Sum(Cells);
        return string.Concat(Enumerable.Repeat("\b \b", cells));
    }

    // Letters of East Asian scripts and pictures take two cells; combining ones none.
    private static int Cells(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.EnclosingMark
                or System.Globalization.UnicodeCategory.Format
            ? 0
        : rune.Value
            is (>= 0x1100 and <= 0x115F)
                or (>= 0x2E80 and <= 0xA4CF)
                or (>= 0xAC00 and <= 0xD7A3)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0xFE30 and <= 0xFE6F)
                or (>= 0xFF00 and <= 0xFF60)
                or (>= 0xFFE0 and <= 0xFFE6)
                or (>= 0x1F300 and <= 0x1FAFF)
                or (>= 0x20000 and <= 0x3FFFD)
            ? 2
        : 1;
}
