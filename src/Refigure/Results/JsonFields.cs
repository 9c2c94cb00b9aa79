using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Refigure.Results;

/// <summary>
/// Walks over JSON objects of known shape, without reflection. Every mismatch is a <see cref="FormatException"/> that names
/// the key; text that is no JSON is a <see cref="JsonException"/>.
/// </summary>
internal ref struct JsonFields
{
    private readonly ReadOnlySpan<byte> _text;
    private Utf8JsonReader _reader;

    public JsonFields(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\uFEFF"u8))
        {
            text = text[3..];
        }

        _text = text;
        _reader = new Utf8JsonReader(text, isFinalBlock: true, state: default);
        Key = "";
    }

    /// <summary>The key that <see cref="NextKey"/> found.</summary>
    public string Key { get; private set; }

    /// <summary>Goes into an object that comes next; <paramref name="what"/> is for the message.</summary>
    public void StartObject(string what)
    {
        _reader.Read();
        InObject(what);
    }

    /// <summary>Asserts that the item at hand is an object, and goes into it.</summary>
    public readonly void InObject(string what) => Expect(JsonTokenType.StartObject, what, "an object");

    /// <summary>Goes to the next key of the object; false at its end.</summary>
    public bool NextKey()
    {
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        Key = _reader.ValueIsEscaped ? _reader.GetString()! : KeyNames.Own.Of(_reader.ValueSpan);
        return true;
    }

    /// <summary>Goes into the array that is the key's value.</summary>
    public void StartArray()
    {
        _reader.Read();
        Expect(JsonTokenType.StartArray, Key, "an array");
    }

    /// <summary>Goes to the next item of the array; false at its end.</summary>
    public bool NextItem() => _reader.Read() && _reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Asserts that nothing follows.</summary>
    public void End()
    {
        if (_reader.Read())
        {
            throw new FormatException("something follows after its end");
        }
    }

    /// <summary>Passes over the key's value.</summary>
    public void Skip()
    {
        _reader.Read();
        _reader.Skip();
    }

    public string? Text()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Expect(JsonTokenType.String, Key, "a text");
        return _reader.GetString();
    }

    public string RequiredText() => Text() ?? throw new FormatException($"{Key} is null, expected a text");

    public long? OptionalInteger()
    {
        _reader.Read();
        return _reader.TokenType == JsonTokenType.Null ? null
            : _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var value) ? value
            : throw new FormatException($"{Key} is not a whole number");
    }

    public int? OptionalSmallInteger() =>
        OptionalInteger() switch
        {
            null => null,
            >= int.MinValue and <= int.MaxValue and { } value => (int)value,
            _ => throw new FormatException($"{Key} is out of range"),
        };

    public int Integer() => OptionalSmallInteger() ?? throw new FormatException($"{Key} is not a whole number");

    public double? Number()
    {
        _reader.Read();
        return _reader.TokenType == JsonTokenType.Null ? null
            : _reader.TokenType == JsonTokenType.Number && _reader.TryGetDouble(out var value) ? value
            : throw new FormatException($"{Key} is not a number");
    }

    public bool Truth()
    {
        _reader.Read();
        return _reader.TokenType is JsonTokenType.True or JsonTokenType.False
            ? _reader.GetBoolean()
            : throw new FormatException($"{Key} is neither true nor false");
    }

    public DateTimeOffset? Time()
    {
        _reader.Read();
        return _reader.TokenType == JsonTokenType.Null ? null
            : _reader.TokenType == JsonTokenType.String && _reader.TryGetDateTimeOffset(out var value)
                ? value.ToUniversalTime()
            : throw new FormatException($"{Key} is not a time such as 2026-02-09T16:09:50Z");
    }

    public ImmutableArray<string> Texts()
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        StartArray();
        while (NextItem())
        {
            Expect(JsonTokenType.String, Key, "an array of texts");
            texts.Add(_reader.GetString()!);
        }

        return texts.DrainToImmutable();
    }

    /// <summary>Numbers that are only looked at: what is made of them is kept.</summary>
    public T Numbers<T>(Func<ReadOnlySpan<double>, T> make)
    {
        var numbers = ArrayPool<double>.Shared.Rent(256);
        var count = 0;
        StartArray();
        while (NextItem())
        {
            Expect(JsonTokenType.Number, Key, "an array of numbers");
            if (count == numbers.Length)
            {
                var larger = ArrayPool<double>.Shared.Rent(2 * count);
                numbers.CopyTo(larger, 0);
                ArrayPool<double>.Shared.Return(numbers);
                numbers = larger;
            }

            numbers[count++] = _reader.GetDouble();
        }

        var made = make(numbers.AsSpan(0, count));
        ArrayPool<double>.Shared.Return(numbers);
        return made;
    }

    public ImmutableSortedDictionary<string, double> NumberMap()
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        _reader.Read();
        Expect(JsonTokenType.StartObject, Key, "an object");
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = _reader.GetString()!;
            _reader.Read();
            Expect(JsonTokenType.Number, name, "a number");
            map[name] = _reader.GetDouble();
        }

        return map.ToImmutable();
    }

    public ImmutableSortedDictionary<string, string> Map()
    {
        _reader.Read();
        Expect(JsonTokenType.StartObject, Key, "an object");
        var start = (int)_reader.TokenStartIndex;
        var after = _reader;
        after.Skip();
        var text = _text[start..(int)after.BytesConsumed];
        if (KnownMaps.Own.Find(text) is { } known)
        {
            _reader = after;
            return known;
        }

        var map = ReadMap();
        KnownMaps.Own.Keep(text, map);
        return map;
    }

    private ImmutableSortedDictionary<string, string> ReadMap()
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = _reader.GetString()!;
            _reader.Read();
            Expect(JsonTokenType.String, name, "a text");
            map[name] = _reader.GetString()!;
        }

        return map.ToImmutable();
    }

    private readonly void Expect(JsonTokenType type, string what, string expected)
    {
        if (_reader.TokenType != type)
        {
            throw new FormatException($"{what} is not {expected}");
        }
    }
}
