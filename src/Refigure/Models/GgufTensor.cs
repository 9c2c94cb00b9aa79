namespace Refigure.Models;

/// <summary>A tensor of a GGUF file.</summary>
/// <param name="Name">Its name, such as <c>blk.0.attn_q.weight</c>.</param>
/// <param name="Type">How its elements are stored.</param>
/// <param name="Columns">Its first, innermost dimension.</param>
/// <param name="Rows">Its second dimension; 0 for a vector.</param>
internal sealed record GgufTensor(string Name, GgufType Type, int Columns, int Rows)
{
    /// <summary>Number of elements.</summary>
    public long Elements => (long)Columns * Math.Max(1, Rows);

    /// <summary>Size of its data.</summary>
    public long Bytes =>
        Type switch
        {
            GgufType.Float32 => Elements * 4,
            GgufType.Float16 => Elements * 2,
            GgufType.EightBit => Elements / 32 * 34,
            _ => throw new InvalidOperationException($"{Type} is no tensor type"),
        };
}
