using System.Buffers.Binary;
using System.Text.Json;

namespace Refigure.Models.HuggingFace;

/// <summary>
/// The beginning of a safetensors file: 8 bytes, little endian, that give the length of a JSON object, which names each tensor's type,
/// shape and place (https://github.com/huggingface/safetensors, "Format"); filled up with spaces to a multiple of 8.
/// </summary>
internal static class SafeTensorsHeader
{
    private const int Alignment = 8;

    /// <summary>Its bytes.</summary>
    public static byte[] Of(IReadOnlyList<SafeTensor> tensors)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt");
            json.WriteEndObject();
            var offset = 0L;
            foreach (var tensor in tensors)
            {
                Write(json, tensor, offset);
                offset += tensor.Bytes;
            }

            json.WriteEndObject();
        }

        var length = (int)(text.Length + Alignment - 1) / Alignment * Alignment;
        var header = new byte[Alignment + length];
        BinaryPrimitives.WriteInt64LittleEndian(header, length);
        text.GetBuffer().AsSpan(0, (int)text.Length).CopyTo(header.AsSpan(Alignment));
        header.AsSpan(Alignment + (int)text.Length).Fill((byte)' ');
        return header;
    }

    private static void Write(Utf8JsonWriter json, SafeTensor tensor, long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", "BF16");
        json.WriteStartArray("shape");
        if (!tensor.IsVector)
        {
            json.WriteNumberValue(tensor.Rows);
        }

        json.WriteNumberValue(tensor.Columns);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + tensor.Bytes);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
