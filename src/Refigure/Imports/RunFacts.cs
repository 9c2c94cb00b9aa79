using System.Collections.Immutable;
using System.Text.Json;
using Refigure.Secrets;

namespace Refigure.Imports;

/// <summary>A <c>facts.json</c> beside a log: what the script that started the engine wrote down.</summary>
internal sealed record RunFacts
{
    /// <summary>The model's name; null if it is not said.</summary>
    public string? Model { get; init; }

    /// <summary>The engine arguments.</summary>
    public ImmutableSortedDictionary<string, string> Arguments { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Environment variables, secrets masked.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The exit status.</summary>
    public int? ExitStatus { get; init; }

    /// <summary>The duration in seconds.</summary>
    public double? Seconds { get; init; }

    /// <summary>The model files' size in bytes.</summary>
    public long? ModelBytes { get; init; }

    /// <summary>The start, UTC.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>The share of the model files' pages in the page cache, 0 to 1, before and after the run.</summary>
    public ImmutableSortedDictionary<string, string> Residency { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Reads the text of the file; null if it is something else, or damaged.</summary>
    public static RunFacts? Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("args", out _) ? Read(root) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static RunFacts Read(JsonElement root) =>
        new()
        {
            Model = Find(root, "model") is { ValueKind: JsonValueKind.String } model ? model.GetString() : null,
            Arguments = JsonValues.Map(root, "args"),
            Variables = JsonValues
                .Map(root, "env")
                .ToImmutableSortedDictionary(pair => pair.Key, pair => SecretNames.Masked(pair.Key, pair.Value)),
            ExitStatus = Number(root, "exit") is { } exit and >= int.MinValue and <= int.MaxValue ? (int)exit : null,
            Seconds = Number(root, "seconds"),
            ModelBytes =
                Find(root, "bytes") is { ValueKind: JsonValueKind.Number } bytes && bytes.TryGetInt64(out var count)
                    ? count
                    : null,
            Start = Time(Number(root, "start")),
            Residency = Evidence(root, "residency_before", "residency_after"),
        };

    private static JsonElement? Find(JsonElement root, string key) =>
        root.TryGetProperty(key, out var value) ? value : null;

    private static double? Number(JsonElement root, string key) =>
        Find(root, key) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number)
            ? number
            : null;

    // Seconds since 1970, kept to the microsecond: a double holds no more of it.
    private static DateTimeOffset? Time(double? seconds)
    {
        const double Latest = 253402300799; // the end of the year 9999
        return seconds is { } value and >= 0 and < Latest
            ? DateTimeOffset.UnixEpoch.AddTicks((long)Math.Round(value * 1e6) * TimeSpan.TicksPerMicrosecond)
            : null;
    }

    private static ImmutableSortedDictionary<string, string> Evidence(JsonElement root, params string[] keys) =>
        keys.Where(key => Number(root, key) is not null)
            .ToImmutableSortedDictionary(key => "page_" + key, key => Find(root, key)!.Value.GetRawText());
}
