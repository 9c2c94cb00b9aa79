using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Refigure.Traces.Reading;

/// <summary>
/// Names as numbers. Names of kernels are hundreds of bytes long and come millions of times: they are compared as bytes, and a
/// string is made of each once.
/// </summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private (ulong Hash, byte[]? Raw, int Number)[] _slots = new (ulong, byte[]?, int)[256];
    private int _used;

    public ImmutableArray<string> Names => [.. _names];

    /// <summary>The number of a name as it stands between the quotes of a JSON text, escapes included.</summary>
    public int OfJson(ReadOnlySpan<byte> raw) => Of(raw, isJson: true);

    /// <summary>The number of a name as it stands in a table, quotes inside it doubled.</summary>
    public int OfTable(ReadOnlySpan<byte> raw) => Of(raw, isJson: false);

    private int Of(ReadOnlySpan<byte> raw, bool isJson)
    {
        var hash = Hash(raw);
        ref var slot = ref Find(hash, raw);
        if (slot.Raw is not null)
        {
            return slot.Number;
        }

        var number = Of(
            isJson
                ? JsonText.Unescape(raw)
                : Encoding.UTF8.GetString(raw).Replace("\"\"", "\"", StringComparison.Ordinal)
        );
        slot = (hash, raw.ToArray(), number);
        if (++_used * 2 > _slots.Length)
        {
            Grow();
        }

        return number;
    }

    /// <summary>The number of a name.</summary>
    public int Of(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            number = _names.Count;
            _numbers.Add(name, number);
            _names.Add(name);
        }

        return number;
    }

    private ref (ulong Hash, byte[]? Raw, int Number) Find(ulong hash, ReadOnlySpan<byte> raw)
    {
        var mask = (uint)_slots.Length - 1;
        for (var i = (uint)hash & mask; ; i = (i + 1) & mask)
        {
            ref var slot = ref _slots[i];
            if (slot.Raw is null || (slot.Hash == hash && raw.SequenceEqual(slot.Raw)))
            {
                return ref slot;
            }
        }
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new (ulong, byte[]?, int)[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry.Raw is { } raw)
            {
                Find(entry.Hash, raw) = entry;
            }
        }
    }

    private static ulong Hash(ReadOnlySpan<byte> raw)
    {
        const ulong Prime = 0x9E3779B97F4A7C15;
        var hash = (ulong)raw.Length * Prime;
        for (; raw.Length >= 8; raw = raw[8..])
        {
            hash = (ulong.RotateLeft(hash, 23) ^ BinaryPrimitives.ReadUInt64LittleEndian(raw)) * Prime;
        }

        foreach (var b in raw)
        {
            hash = (hash ^ b) * Prime;
        }

        return hash ^ (hash >> 32);
    }
}
