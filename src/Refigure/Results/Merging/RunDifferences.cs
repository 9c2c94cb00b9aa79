using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Refigure.Results.Merging;

/// <summary>What differs between two records of one run.</summary>
internal static class RunDifferences
{
    private const int Longest = 40;

    /// <summary>
    /// Whether they say the same. Where a run was imported from is a path on the machine that imported it, and says nothing
    /// about the run.
    /// </summary>
    public static bool None(RunRecord mine, RunRecord theirs) => mine.Hash == theirs.Hash && Text(mine) == Text(theirs);

    /// <summary>Each difference in a few words, raw files first, the values of <paramref name="mine"/> before the others.</summary>
    public static ImmutableArray<string> Of(RunRecord mine, RunRecord theirs) =>
        [.. Files(mine, theirs), .. Fields(mine, theirs)];

    private static IEnumerable<string> Files(RunRecord mine, RunRecord theirs)
    {
        var other = theirs.Files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        foreach (var file in mine.Files)
        {
            if (!other.Remove(file.Name, out var its))
            {
                yield return $"{file.Name} is only in the one that is there";
            }
            else if (its != file)
            {
                yield return its.Bytes == file.Bytes
                    ? $"{file.Name} differs"
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{file.Name} has {file.Bytes:N0} and {its.Bytes:N0} bytes"
                    );
            }
        }

        foreach (var name in other.Keys.Order(StringComparer.Ordinal))
        {
            yield return $"{name} is only in the other one";
        }
    }

    private static IEnumerable<string> Fields(RunRecord mine, RunRecord theirs)
    {
        var (a, b) = (Flat(mine), Flat(theirs));
        foreach (var key in a.Keys.Union(b.Keys, StringComparer.Ordinal))
        {
            var (one, other) = (a.GetValueOrDefault(key), b.GetValueOrDefault(key));
            if (one != other)
            {
                yield return $"{key} {Short(one)} and {Short(other)}";
            }
        }
    }

    private static Dictionary<string, string> Flat(RunRecord record)
    {
        using var json = JsonDocument.Parse(Text(record));
        var flat = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in json.RootElement.EnumerateObject())
        {
            // Files have their own sentences, and the hashes only follow from the others.
            if (field.Name is "files" or "hash" or "inputs_hash" or "imported_from")
            {
                continue;
            }

            if (field.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var inner in field.Value.EnumerateObject())
                {
                    flat[$"{field.Name}.{inner.Name}"] = inner.Value.ToString();
                }
            }
            else
            {
                flat[field.Name] = field.Value.ToString();
            }
        }

        return flat;
    }

    private static string Short(string? value) =>
        value is null or "" ? "nothing"
        : value.Length > Longest ? value[..Longest] + "…"
        : value;

    private static string Text(RunRecord record)
    {
        using var text = new MemoryStream();
        RunRecordWriter.Write(record with { ImportedFrom = null }, text);
        return System.Text.Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
