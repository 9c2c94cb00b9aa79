namespace Refigure.Models.HuggingFace;

/// <summary>A bf16 tensor of a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Rows; 0 for a vector.</param>
/// <param name="Columns">Columns, or the length of a vector.</param>
internal sealed record SafeTensor(string Name, int Rows, int Columns)
{
    private const int BytesEach = 2;

    /// <summary>Whether it is a norm's scale: all ones.</summary>
    public bool IsVector => Rows == 0;

    /// <summary>Number of weights.</summary>
    public long Elements => (long)Math.Max(1, Rows) * Columns;

    /// <summary>Bytes of its data.</summary>
    public long Bytes => Elements * BytesEach;
}
