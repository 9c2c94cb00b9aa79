using System.Collections.Immutable;
using System.Text;

namespace Refigure.Imports;

/// <summary>
/// Finds the case that a log's file name of the startup study stands for: <c>model_NAME[_KEY_VALUE…]</c>, where names, keys
/// and values may hold underscores themselves.
/// </summary>
/// <param name="known">The cases of <c>env.json</c>; empty if there is none.</param>
internal sealed class StudyCaseNames(ImmutableArray<StudyCase> known)
{
    private const string Start = "model_";

    // What the study's experiments vary, for folders without an env.json.
    private static readonly ImmutableArray<string> CommonKeys =
    [
        "max_model_len",
        "max-model-len",
        "cuda-graph-sizes",
        "load-format",
        "no-enable-prefix-caching",
        "enforce-eager",
        "tensor-parallel-size",
        "pipeline-parallel-size",
        "gpu-memory-utilization",
        "max-num-seqs",
        "max-num-batched-tokens",
        "quantization",
        "dtype",
    ];

    private readonly Dictionary<string, StudyCase> _byName = ByName(known);

    // The longer key first: one may start with another.
    private readonly ImmutableArray<string> _keys =
    [
        .. known
            .SelectMany(static one => one.Arguments.Keys)
            .Concat(CommonKeys)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(static key => key.Length)
            .ThenBy(static key => key, StringComparer.Ordinal),
    ];

    /// <summary>Whether <c>env.json</c> lists the case of the name.</summary>
    public bool IsListed(string stem) => _byName.ContainsKey(Normal(stem));

    /// <summary>The case; null if the name is not of this form.</summary>
    /// <param name="stem">The file's name without <c>output_</c> and <c>.txt</c>.</param>
    public StudyCase? Find(string stem)
    {
        if (_byName.TryGetValue(Normal(stem), out var listed))
        {
            return listed.Canonical();
        }

        return stem.StartsWith(Start, StringComparison.Ordinal) && stem.Length > Start.Length
            ? Split(stem[Start.Length..]).Canonical()
            : null;
    }

    private static Dictionary<string, StudyCase> ByName(ImmutableArray<StudyCase> cases)
    {
        var names = new Dictionary<string, StudyCase>(StringComparer.Ordinal);
        foreach (var one in cases)
        {
            // The file's order of the arguments is that of env.json, which is not kept: try the orders that can be.
            foreach (var order in Orders([.. one.Arguments]))
            {
                var name = new StringBuilder(Start).Append(one.Model);
                foreach (var (key, value) in order)
                {
                    name.Append('_').Append(key).Append('_').Append(value);
                }

                names.TryAdd(Normal(name.ToString()), one);
            }
        }

        return names;
    }

    private static IEnumerable<IEnumerable<KeyValuePair<string, string>>> Orders(
        ImmutableArray<KeyValuePair<string, string>> arguments
    )
    {
        const int MostPermuted = 4; // 24 orders; the study has at most two arguments
        if (arguments.Length is 0 or > MostPermuted)
        {
            return [arguments];
        }

        return arguments.SelectMany(first => Orders(arguments.Remove(first)).Select(rest => rest.Prepend(first)));
    }

    private StudyCase Split(string text)
    {
        var arguments = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var (at, key) = NextKey(text, 1);
        var model = key is null ? text : text[..at];
        while (key is not null)
        {
            var from = Math.Min(at + key.Length + 2, text.Length);
            var (next, nextKey) = NextKey(text, Math.Max(from - 1, at + 1));
            var value = text[from..(nextKey is null ? text.Length : Math.Max(next, from))];
            // The study's file names have underscores for spaces; this key's value is a list.
            arguments[key] = key.EndsWith("-sizes", StringComparison.Ordinal) ? value.Replace('_', ' ') : value;
            (at, key) = (next, nextKey);
        }

        return new(model, arguments.ToImmutable());
    }

    // The first "_key" that ends the text or is followed by "_", at or after a position.
    private (int At, string? Key) NextKey(string text, int from)
    {
        for (var at = text.IndexOf('_', Math.Min(from, text.Length)); at >= 0; at = text.IndexOf('_', at + 1))
        {
            foreach (var key in _keys)
            {
                var end = at + 1 + key.Length;
                if (
                    string.CompareOrdinal(text, at + 1, key, 0, key.Length) == 0
                    && (end == text.Length || text[end] == '_')
                )
                {
                    return (at, key);
                }
            }
        }

        return (text.Length, null);
    }

    // File names cannot hold every character of a value: what is neither letter, digit, dot nor dash is an underscore.
    private static string Normal(string name)
    {
        var normal = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            normal.Append(char.IsLetterOrDigit(c) || c is '.' or '-' ? c : '_');
        }

        return normal.ToString();
    }
}
