using System.Collections.Immutable;
using System.Text.Json;
using Refigure.Secrets;

namespace Refigure.Imports;

/// <summary>
/// An <c>env.json</c> of the startup study: <c>env</c>, the environment variables; <c>configs</c>, a list of cases;
/// <c>default_params</c>, arguments that every case is run with.
/// </summary>
/// <param name="Variables">The environment variables, secrets masked.</param>
/// <param name="Cases">The cases, with every combination of the values that are lists. Models are base names.</param>
internal sealed record StudyEnvironment(
    ImmutableSortedDictionary<string, string> Variables,
    ImmutableArray<StudyCase> Cases
)
{
    public const string FileName = "env.json";

    /// <summary>Where there is no file.</summary>
    public static StudyEnvironment Unknown { get; } = new(ImmutableSortedDictionary<string, string>.Empty, []);

    /// <summary>Reads the text of the file.</summary>
    /// <exception cref="UserErrorException">It is damaged.</exception>
    public static StudyEnvironment Read(ReadOnlyMemory<byte> text, string path)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new() { AllowTrailingCommas = true });
            var root = json.RootElement;
            var variables = JsonValues
                .Map(root, "env")
                .ToImmutableSortedDictionary(pair => pair.Key, pair => SecretNames.Masked(pair.Key, pair.Value));
            var defaults = root.TryGetProperty("default_params", out var given) ? Arguments(given) : [];
            return new(
                variables,
                root.TryGetProperty("configs", out var configs)
                    ? [.. configs.EnumerateArray().SelectMany(config => Expand(config, defaults))]
                    : []
            );
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UserErrorException(
                $"{path} is damaged: expected an object with env, default_params and configs ({e.Message.TrimEnd('.')}).",
                e
            );
        }
    }

    private static IEnumerable<StudyCase> Expand(JsonElement config, List<(string Key, string[] Values)> defaults)
    {
        var own = Arguments(config);
        var model = own.Find(static argument => argument.Key == "model").Values is [var path, ..] ? BaseName(path) : "";
        own.RemoveAll(static argument => argument.Key == "model");
        IEnumerable<StudyCase> cases = [new(model, ImmutableSortedDictionary<string, string>.Empty)];
        foreach (var (key, values) in defaults.Concat(own))
        {
            cases = cases.SelectMany(
                _ => values,
                (one, value) => one with { Arguments = one.Arguments.SetItem(key, value) }
            );
        }

        return cases;
    }

    private static List<(string Key, string[] Values)> Arguments(JsonElement parent) =>
        [
            .. parent
                .EnumerateObject()
                .Select(static property =>
                    (
                        property.Name,
                        property.Value.ValueKind == JsonValueKind.Array
                            ? property.Value.EnumerateArray().Select(JsonValues.Text).ToArray()
                            : [JsonValues.Text(property.Value)]
                    )
                ),
        ];

    /// <summary>The last segment of a model's path.</summary>
    public static string BaseName(string path)
    {
        var trimmed = path.TrimEnd('/', '\\');
        return trimmed[(trimmed.LastIndexOfAny(['/', '\\']) + 1)..];
    }
}
