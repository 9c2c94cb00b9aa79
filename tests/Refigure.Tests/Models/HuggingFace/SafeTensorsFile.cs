using System.Buffers.Binary;
using System.Text.Json;

namespace Refigure.Tests.Models.HuggingFace;

/// <summary>Test code: reads a safetensors file as its library does, and refuses what that refuses.</summary>
internal sealed class SafeTensorsFile
{
    private readonly byte[] _file;
    private readonly int _data;

    public SafeTensorsFile(byte[] file)
    {
        _file = file;
        var length = BinaryPrimitives.ReadInt64LittleEndian(file);
        _data = 8 + (int)length;
        (length % 8).ShouldBe(0);
        using var json = JsonDocument.Parse(file.AsMemory(8, (int)length));
        Metadata = json
            .RootElement.GetProperty("__metadata__")
            .EnumerateObject()
            .ToDictionary(m => m.Name, m => m.Value.GetString()!, StringComparer.Ordinal);
        var next = 0L;
        foreach (var entry in json.RootElement.EnumerateObject().Where(e => e.Name != "__metadata__"))
        {
            long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(o => o.GetInt64())];
            long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(o => o.GetInt64())];
            entry.Value.GetProperty("dtype").GetString().ShouldBe("BF16");
            offsets[0].ShouldBe(next, entry.Name);
            (offsets[1] - offsets[0]).ShouldBe(2 * shape.Aggregate(1L, (product, side) => product * side), entry.Name);
            next = offsets[1];
            Tensors.Add(entry.Name, (shape, offsets[0], offsets[1]));
        }

        (file.Length - _data).ShouldBe((int)next);
    }

    public Dictionary<string, string> Metadata { get; }

    public Dictionary<string, (long[] Shape, long Begin, long End)> Tensors { get; } = new(StringComparer.Ordinal);

    public string Shape(string tensor) => string.Join('×', Tensors[tensor].Shape);

    public IEnumerable<float> Values(string tensor)
    {
        for (var i = Tensors[tensor].Begin; i < Tensors[tensor].End; i += 2)
        {
            yield return BitConverter.Int32BitsToSingle(
                BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan(_data + (int)i)) << 16
            );
        }
    }
}
