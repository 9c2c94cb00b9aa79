using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Refigure.Traces.Cards;

/// <summary>YAML as Python's <c>yaml.dump</c> writes it without sorting: two spaces a level, lists at their key's own level.</summary>
internal sealed class YamlLines
{
    private readonly StringBuilder _text = new();

    public void Add(int level, string key, string value) =>
        _text.Append(' ', 2 * level).Append(key).Append(": ").Append(value).Append('\n');

    public void Map(int level, string key) => _text.Append(' ', 2 * level).Append(key).Append(":\n");

    public void Text(int level, string key, string? value) => Add(level, key, value is null ? "null" : Quoted(value));

    public void Number(int level, string key, int? value) =>
        Add(level, key, value?.ToString(CultureInfo.InvariantCulture) ?? "null");

    public void List(int level, string key, ImmutableArray<string> values)
    {
        if (values.IsEmpty)
        {
            Add(level, key, "[]");
            return;
        }

        Map(level, key);
        foreach (var value in values)
        {
            _text.Append(' ', 2 * level).Append("- ").Append(Quoted(value, isNumber: true)).Append('\n');
        }
    }

    public override string ToString() => _text.ToString();

    // What a reader would take for something else than a text, or could not read, is quoted.
    private static string Quoted(string value, bool isNumber = false)
    {
        const string Marks = "-?:,[]{}#&*!|>'\"%@`";
        var looksOther =
            value.Length == 0
            || value != value.Trim()
            || Marks.Contains(value[0], StringComparison.Ordinal)
            || value.Contains(": ", StringComparison.Ordinal)
            || value.Contains(" #", StringComparison.Ordinal)
            || value.EndsWith(':')
            || value.Any(char.IsControl)
            || value.ToUpperInvariant() is "NULL" or "~" or "TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF"
            || (!isNumber && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        return !looksOther ? value
            : value.Any(char.IsControl) ? '"' + string.Concat(value.Select(Escaped)) + '"'
            : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static string Escaped(char c) =>
        c switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            _ when char.IsControl(c) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            _ => c.ToString(),
        };
}
