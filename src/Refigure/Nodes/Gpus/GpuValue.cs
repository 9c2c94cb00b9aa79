using System.Globalization;

namespace Refigure.Nodes.Gpus;

/// <summary>
/// A cell of <c>nvidia-smi</c>'s tables, with its unit or without. What it writes for "not known" is null: <c>[N/A]</c>,
/// <c>[Not Supported]</c>, <c>[Insufficient Permissions]</c>, <c>[Not Found]</c>, <c>[Unknown Error]</c>.
/// </summary>
internal static class GpuValue
{
    private const int Longest = 200;
    private const long Mebibyte = 1 << 20;

    /// <summary>A text without what would steer a terminal.</summary>
    public static string? Text(string? cell)
    {
        var text = cell?.Trim() ?? "";
        return text.Length == 0 || text[0] == '[' || text is "N/A" ? null : Printable(text);
    }

    /// <summary>Anything that it wrote, fit for a message.</summary>
    public static string Printable(string text) =>
        new([.. text.Trim().Take(Longest).Select(c => char.IsControl(c) ? ' ' : c)]);

    /// <summary>A number of 0 or more, such as <c>124.48 W</c>.</summary>
    public static double? Number(string? cell) =>
        Text(cell)?.Split(' ')[0] is { } text
        && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
            : null;

    /// <summary>An amount of memory in MiB, which is its only unit, in bytes.</summary>
    public static long? Bytes(string? cell) => Number(cell) is { } value and < 1e9 ? (long)(value * Mebibyte) : null;

    /// <summary>A whole number of 0 or more.</summary>
    public static int? Whole(string? cell) =>
        int.TryParse(Text(cell), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Bits in hexadecimal, such as <c>0x0000000000000004</c>.</summary>
    public static ulong? Bits(string? cell) =>
        Text(cell) is { } text
        && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            ? bits
            : null;

    /// <summary>Bytes as <c>nvidia-smi</c> shows them: <c>133426 MiB</c>.</summary>
    public static string Mebibytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(bytes + (Mebibyte / 2)) / Mebibyte} MiB");
}
