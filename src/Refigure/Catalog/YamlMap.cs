using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Refigure.Catalog;

/// <summary>A mapping of a YAML file that knows where it stands, so that every complaint names file, line and key.</summary>
internal sealed class YamlMap
{
    private readonly YamlMappingNode _node;
    private readonly string _file;
    private readonly string _path;

    private YamlMap(YamlMappingNode node, string file, string path)
    {
        _node = node;
        _file = file;
        _path = path;
    }

    public static YamlMap Load(TextReader text, string file)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(text);
        }
        catch (YamlException e)
        {
            throw new UserErrorException($"{file}, line {e.Start.Line}: this is not YAML: {e.Message}", e);
        }

        if (stream.Documents.Count == 0 || stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            throw new UserErrorException($"{file}: expected a mapping of keys at the top, and found none.");
        }

        return new YamlMap(root, file, "");
    }

    public void AllowOnly(string[] keys)
    {
        foreach (var keyNode in _node.Children.Keys)
        {
            var key = Text("key", keyNode, "a text");
            if (Array.IndexOf(keys, key) < 0)
            {
                throw Wrong(
                    keyNode,
                    key,
                    $"is not a key that is known here; expected one of {string.Join(", ", keys)}"
                );
            }
        }
    }

    public IEnumerable<(string Key, YamlMap Map)> Maps()
    {
        foreach (var (key, node) in Entries())
        {
            yield return (key, Map(key, node));
        }
    }

    /// <summary>The keys, in the file's order.</summary>
    public ImmutableArray<string> Keys => [.. Entries().Select(e => e.Key)];

    public bool Has(string key) => Find(key) is not null;

    /// <summary>Every key with its text.</summary>
    public ImmutableSortedDictionary<string, string> Texts()
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, node) in Entries())
        {
            texts[key] = Text(key, node, "a text or a number");
        }

        return texts.ToImmutable();
    }

    /// <summary>The texts of a list, or the one text that stands in place of a list.</summary>
    public ImmutableArray<string> RequireTexts(string key)
    {
        var node = Find(key) ?? throw Wrong(_node, key, "is missing; expected a text or a list of texts");
        return node is YamlSequenceNode { Children.Count: > 0 } list
            ? [.. list.Children.Select(child => Text(key, child, "a list of texts or numbers"))]
            : [Text(key, node, "a text or a list of texts")];
    }

    /// <summary>The texts of a list; empty if the key is not there, or its list is empty.</summary>
    public ImmutableArray<string> OptionalTexts(string key) =>
        Find(key) is null or YamlSequenceNode { Children.Count: 0 } ? [] : RequireTexts(key);

    /// <summary>The mappings of a list; empty if the key is not there.</summary>
    public ImmutableArray<YamlMap> OptionalMaps(string key) =>
        Find(key) switch
        {
            null => [],
            YamlSequenceNode list => [.. list.Children.Select((child, i) => Map($"{key}[{i + 1}]", child))],
            var node => throw Wrong(node, key, "is no list; expected mappings, each after a dash"),
        };

    /// <summary>Whether the value of a key is a mapping.</summary>
    public bool IsMap(string key) => Find(key) is YamlMappingNode;

    /// <summary>A complaint about the value of a key.</summary>
    public UserErrorException Wrong(string key, string what) => Wrong(Find(key) ?? _node, key, what);

    /// <summary>A complaint about the whole mapping.</summary>
    public UserErrorException Wrong(string what) =>
        new($"{_file}, line {_node.Start.Line}: {(_path.Length == 0 ? "the file" : _path)} {what}.");

    public YamlMap RequireMap(string key) =>
        Find(key) is { } node ? Map(key, node) : throw Wrong(_node, key, "is missing; expected a mapping");

    public YamlMap? OptionalMap(string key) => Find(key) is { } node ? Map(key, node) : null;

    public string? OptionalText(string key) => Find(key) is { } node ? Text(key, node, "a text") : null;

    /// <summary>A text that may be empty; null if the key is not there or holds no text.</summary>
    public string? TextOrEmpty(string key) => (Find(key) as YamlScalarNode)?.Value;

    public string RequireText(string key) =>
        OptionalText(key) ?? throw Wrong(_node, key, "is missing; expected a text");

    public string RequireOneOf(string key, params string[] allowed)
    {
        var text = RequireText(key);
        return Array.IndexOf(allowed, text) >= 0
            ? text
            : throw Wrong(Find(key)!, key, $"is '{text}'; expected {string.Join(" or ", allowed)}");
    }

    public UserErrorException Lacks(string key, string what) => Wrong(_node, key, $"is missing; expected {what}");

    public double? OptionalPositive(string key, string what) =>
        Find(key) is not { } node ? null
        : double.TryParse(Text(key, node, what), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
        && value > 0
            ? value
        : throw Wrong(node, key, $"is '{node}'; expected {what}, a number above 0");

    public int? OptionalCount(string key, string what) =>
        Find(key) is not { } node ? null
        : int.TryParse(Text(key, node, what), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value > 0
            ? value
        : throw Wrong(node, key, $"is '{node}'; expected {what}, a whole number above 0");

    private IEnumerable<(string Key, YamlNode Node)> Entries()
    {
        foreach (var (keyNode, node) in _node.Children)
        {
            yield return (Text("key", keyNode, "a text"), node);
        }
    }

    private YamlNode? Find(string key) =>
        _node.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private YamlMap Map(string key, YamlNode node) =>
        node is YamlMappingNode mapping
            ? new YamlMap(mapping, _file, Full(key))
            : throw Wrong(node, key, "holds no mapping; expected keys indented below it");

    private string Text(string key, YamlNode node, string what) =>
        node is YamlScalarNode { Value: { Length: > 0 } value }
            ? value
            : throw Wrong(node, key, $"is empty or no text; expected {what}");

    private string Full(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private UserErrorException Wrong(YamlNode node, string key, string what) =>
        new($"{_file}, line {node.Start.Line}: {Full(key)} {what}.");
}
