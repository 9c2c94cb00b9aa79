namespace Refigure.Reports.Html;

/// <summary>
/// Characters that are added one piece after the other; beside a StringBuilder, all of them can be read in place. A page of ten
/// thousand runs is written piece by piece some twenty million times.
/// </summary>
internal sealed class TextBuffer
{
    private char[] _text = new char[4096];

    /// <summary>The number of characters.</summary>
    public int Length { get; private set; }

    /// <summary>All of them; until something is added.</summary>
    public ReadOnlySpan<char> Whole => _text.AsSpan(0, Length);

    /// <summary>Adds a piece.</summary>
    public void Add(ReadOnlySpan<char> piece)
    {
        if (piece.Length > _text.Length - Length)
        {
            Grow(piece.Length);
        }

        piece.CopyTo(_text.AsSpan(Length));
        Length += piece.Length;
    }

    /// <summary>Adds a character.</summary>
    public void Add(char one)
    {
        if (Length == _text.Length)
        {
            Grow(1);
        }

        _text[Length++] = one;
    }

    /// <summary>Begins anew, in the memory that it has.</summary>
    public void Clear() => Length = 0;

    private void Grow(int by) => Array.Resize(ref _text, Math.Max(2 * _text.Length, Length + by));
}
