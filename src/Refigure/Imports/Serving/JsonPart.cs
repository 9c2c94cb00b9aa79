using System.Text.Json;

namespace Refigure.Imports.Serving;

/// <summary>A value in a result file that knows where it stands, so that every complaint names file and field.</summary>
internal readonly struct JsonPart(JsonElement value, string file, string path)
{
    private const int MostShown = 40;

    /// <summary>The kind of value.</summary>
    public JsonValueKind Kind => value.ValueKind;

    /// <summary>Where it stands, such as <c>benchmarks[0].duration</c>.</summary>
    public string Path => path;

    /// <summary>The file.</summary>
    public string File => file;

    /// <summary>The value as it is written.</summary>
    public JsonElement Element => value;

    /// <summary>What is under a key of keys; null if it is not there, or JSON's null.</summary>
    public JsonPart? Find(params ReadOnlySpan<string> keys)
    {
        var part = this;
        foreach (var key in keys)
        {
            if (part.Kind != JsonValueKind.Object || !part.Element.TryGetProperty(key, out var child))
            {
                return null;
            }

            part = new(child, file, part.Path.Length == 0 ? key : $"{part.Path}.{key}");
        }

        return part.Kind is JsonValueKind.Null or JsonValueKind.Undefined ? null : part;
    }

    /// <summary>What is under a key of keys.</summary>
    /// <exception cref="UserErrorException">It is not there.</exception>
    public JsonPart Get(params ReadOnlySpan<string> keys) =>
        Find(keys)
        ?? throw new UserErrorException(
            $"{file}: {(path.Length == 0 ? "" : path + ".")}{string.Join('.', keys!)} is missing: the file is cut, or of a version that is not known here."
        );

    /// <summary>The items of an array.</summary>
    public IEnumerable<JsonPart> Items()
    {
        if (Kind != JsonValueKind.Array)
        {
            throw Wrong("a list");
        }

        var (whole, name, at) = (value, file, path);
        return whole.EnumerateArray().Select((item, i) => new JsonPart(item, name, $"{at}[{i}]"));
    }

    /// <summary>A finite number.</summary>
    public double Number() =>
        Kind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw Wrong("a number");

    /// <summary>A whole number that is not negative; also written as <c>8.0</c>.</summary>
    public int Count() =>
        Number() is >= 0 and <= int.MaxValue and var number && number == Math.Floor(number)
            ? (int)number
            : throw Wrong("a whole number that is not negative");

    /// <summary>A whole number of 64 bits, such as nanoseconds since 1970.</summary>
    public long Integer() =>
        Kind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : throw Wrong("a whole number");

    /// <summary>A text.</summary>
    public string Text() => Kind == JsonValueKind.String ? value.GetString()! : throw Wrong("a text");

    /// <summary>The number under keys; null if there is none.</summary>
    public double? NumberAt(params ReadOnlySpan<string> keys) => Find(keys)?.Number();

    /// <summary>The whole number under keys; null if there is none.</summary>
    public int? CountAt(params ReadOnlySpan<string> keys) => Find(keys)?.Count();

    /// <summary>The text under keys; null if there is none.</summary>
    public string? TextAt(params ReadOnlySpan<string> keys) => Find(keys)?.Text();

    /// <summary>The complaint that this is not what was expected.</summary>
    public UserErrorException Wrong(string expected)
    {
        var written =
            value.ValueKind is JsonValueKind.Object ? "an object"
            : value.ValueKind is JsonValueKind.Array ? "a list"
            : value.GetRawText();
        var shown = written.Length > MostShown ? written[..MostShown] + "…" : written;
        return new($"{file}: {path} is {shown}, expected {expected}: write the result anew, or leave the file out.");
    }
}
