using Refigure.Plotting.Pdf.Compression;
using Refigure.Plotting.Rendering;

namespace Refigure.Plotting.Pdf;

/// <summary>Writes numbered objects one after another, and the table that finds them (ISO 32000-1, 7.5).</summary>
internal sealed class PdfFile
{
    private readonly List<int> _offsets = [];

    public PdfFile()
    {
        Body.Add("%PDF-1.7\n%"u8).Add([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    /// <summary>The bytes so far; between <see cref="Begin"/> and <see cref="End"/>, the content of an object.</summary>
    public ByteBuffer Body { get; } = new(65536);

    /// <summary>The number that the next object gets.</summary>
    public int NextNumber => _offsets.Count + 1;

    /// <summary>Starts an object, and returns its number.</summary>
    public int Begin()
    {
        _offsets.Add(Body.Length);
        Body.AddInteger(_offsets.Count).Add(" 0 obj\n"u8);
        return _offsets.Count;
    }

    public void End() => Body.Add("\nendobj\n"u8);

    /// <summary>Adds a whole stream object.</summary>
    /// <param name="entries">The dictionary's entries besides length and filter.</param>
    /// <param name="content">The plain content.</param>
    /// <param name="compress">Whether to store it compressed.</param>
    public int AddStream(ReadOnlySpan<byte> entries, ReadOnlySpan<byte> content, bool compress)
    {
        var stored = compress ? Zlib.Compress(content) : content;
        var number = Begin();
        Body.Add("<<"u8).Add(entries);
        if (compress)
        {
            Body.Add("/Filter/FlateDecode"u8);
        }

        Body.Add("/Length "u8).AddInteger(stored.Length).Add(">>\nstream\n"u8);
        Body.Add(stored).Add("\nendstream"u8);
        End();
        return number;
    }

    /// <summary>Adds <c>n 0 R</c>.</summary>
    public void AddReference(int number) => Reference(Body, number);

    /// <summary>Writes the cross-reference table and the trailer, with an ID that follows from the content.</summary>
    public byte[] Finish(int catalog, int info)
    {
        var first = ContentHash.Of(Body.Written);
        var second = ContentHash.Of(Body.Written, first);
        var start = Body.Length;
        Body.Add("xref\n0 "u8).AddInteger(NextNumber).Add("\n0000000000 65535 f \n"u8);
        Span<byte> digits = stackalloc byte[10];
        foreach (var offset in _offsets)
        {
            var rest = offset;
            for (var i = digits.Length - 1; i >= 0; i--)
            {
                (rest, var digit) = Math.DivRem(rest, 10);
                digits[i] = (byte)('0' + digit);
            }

            Body.Add(digits).Add(" 00000 n \n"u8);
        }

        Body.Add("trailer\n<</Size "u8).AddInteger(NextNumber).Add("/Root "u8);
        AddReference(catalog);
        Body.Add("/Info "u8);
        AddReference(info);
        Body.Add("/ID["u8);
        AddIdentifier(first, second);
        AddIdentifier(first, second);
        Body.Add("]>>\nstartxref\n"u8).AddInteger(start).Add("\n%%EOF\n"u8);
        return Body.ToArray();
    }

    internal static void Reference(ByteBuffer output, int number) => output.AddInteger(number).Add(" 0 R"u8);

    private void AddIdentifier(ulong first, ulong second)
    {
        Body.Add((byte)'<');
        for (var shift = 112; shift >= 0; shift -= 16)
        {
            Body.AddHex((ushort)((shift >= 64 ? first : second) >> (shift % 64)));
        }

        Body.Add((byte)'>');
    }
}
