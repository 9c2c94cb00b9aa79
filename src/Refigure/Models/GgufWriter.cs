using System.Buffers.Binary;
using System.Text;

namespace Refigure.Models;

/// <summary>
/// Writes the parts of a GGUF file, version 3, little-endian: header, metadata, tensor descriptions, aligned data. The
/// format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md.
/// </summary>
internal sealed class GgufWriter(Stream output)
{
    public const int Alignment = 32;

    private const uint Version = 3;
    private const uint UInt32Type = 4;
    private const uint Int32Type = 5;
    private const uint Float32Type = 6;
    private const uint TextType = 8;
    private const uint ArrayType = 9;

    private readonly byte[] _number = new byte[8];

    public void Header(int tensors, int entries)
    {
        output.Write("GGUF"u8);
        Number(Version);
        Number((ulong)tensors);
        Number((ulong)entries);
    }

    public void Entry(string key, string value)
    {
        Text(key);
        Number(TextType);
        Text(value);
    }

    public void Entry(string key, uint value)
    {
        Text(key);
        Number(UInt32Type);
        Number(value);
    }

    public void Entry(string key, float value)
    {
        Text(key);
        Number(Float32Type);
        Number(BitConverter.SingleToUInt32Bits(value));
    }

    public void Entry(string key, IReadOnlyList<string> values)
    {
        Array(key, TextType, values.Count);
        foreach (var value in values)
        {
            Text(value);
        }
    }

    public void Entry(string key, IReadOnlyList<float> values)
    {
        Array(key, Float32Type, values.Count);
        foreach (var value in values)
        {
            Number(BitConverter.SingleToUInt32Bits(value));
        }
    }

    public void Entry(string key, IReadOnlyList<int> values)
    {
        Array(key, Int32Type, values.Count);
        foreach (var value in values)
        {
            Number(unchecked((uint)value));
        }
    }

    public void Tensor(GgufTensor tensor, long offset)
    {
        Text(tensor.Name);
        Number(tensor.Columns > 0 && tensor.Rows > 0 ? 2u : 1u);
        Number((ulong)tensor.Columns);
        if (tensor.Rows > 0)
        {
            Number((ulong)tensor.Rows);
        }

        Number((uint)tensor.Type);
        Number((ulong)offset);
    }

    /// <summary>Zeros up to the next multiple of the alignment.</summary>
    public void Pad(long written)
    {
        Span<byte> zeros = stackalloc byte[Alignment];
        zeros.Clear();
        output.Write(zeros[..(int)(Aligned(written) - written)]);
    }

    public static long Aligned(long length) => (length + Alignment - 1) / Alignment * Alignment;

    private void Array(string key, uint type, int count)
    {
        Text(key);
        Number(ArrayType);
        Number(type);
        Number((ulong)count);
    }

    private void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Number((ulong)bytes.Length);
        output.Write(bytes);
    }

    private void Number(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_number, value);
        output.Write(_number, 0, 4);
    }

    private void Number(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_number, value);
        output.Write(_number, 0, 8);
    }
}
