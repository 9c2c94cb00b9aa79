using System.Collections.Immutable;
using System.Text.Json;

namespace Refigure.Results;

/// <summary>
/// Walks over JSON objects of known shape, without reflection. Every mismatch is a <see cref="FormatException"/> that names
/// the key; text that is no JSON is a <see cref="JsonException"/>.
/// </summary>
internal ref struct JsonFields
{
    private Utf8JsonReader _reader;

    public JsonFields(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\uFEFF"u8))
        {
            text = text[3..];
        }

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

        Key = _reader.GetString()!;
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

    public ImmutableArray<double> Numbers()
    {
        var numbers = ImmutableArray.CreateBuilder<double>();
        StartArray();
        while (NextItem())
        {
            Expect(JsonTokenType.Number, Key, "an array of numbers");
            numbers.Add(_reader.GetDouble());
        }

        return numbers.DrainToImmutable();
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
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        _reader.Read();
        Expect(JsonTokenType.StartObject, Key, "an object");
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
