using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Refigure.Patches;

/// <summary>The changes of one file, as <c>diff -u</c> writes them.</summary>
/// <param name="Name">The diff's own name, for messages.</param>
/// <param name="Path">The file, relative, with slashes.</param>
/// <param name="Hunks">The changes, from the top down.</param>
internal sealed partial record UnifiedDiff(string Name, string Path, ImmutableArray<DiffHunk> Hunks)
{
    /// <summary>Reads a diff of one file.</summary>
    /// <exception cref="UserErrorException">It is no such diff: file, line, what was expected.</exception>
    public static UnifiedDiff Read(string name, string text)
    {
        var lines = Lines(text);
        var at = 0;
        var path = Header(name, lines, ref at, "--- ", "a/");
        var other = Header(name, lines, ref at, "+++ ", "b/");
        if (path != other)
        {
            throw Wrong(name, at, $"changes {path} into {other}: expected one and the same file");
        }

        if (path.Length == 0 || path.StartsWith('/') || path.Contains('\\') || path.Split('/').Contains(".."))
        {
            throw Wrong(name, 1, $"'{path}' is no path below the installed packages");
        }

        var hunks = ImmutableArray.CreateBuilder<DiffHunk>();
        while (at < lines.Count)
        {
            hunks.Add(Hunk(name, lines, ref at));
        }

        return hunks.Count > 0
            ? new UnifiedDiff(name, path, hunks.ToImmutable())
            : throw Wrong(name, at, "changes nothing");
    }

    /// <summary>The diff that undoes this one.</summary>
    public UnifiedDiff Reversed() => this with { Hunks = [.. Hunks.Select(h => h.Reversed())] };

    /// <summary>The changed content. Each change must fit exactly where the diff says.</summary>
    /// <exception cref="UserErrorException">A change does not fit.</exception>
    public string Apply(string content)
    {
        var lines = Lines(content);
        var result = new List<string>(lines.Count + 16);
        var taken = 0;
        foreach (var hunk in Hunks)
        {
            var start = hunk.OldStart - 1;
            if (
                start < taken
                || start + hunk.Old.Length > lines.Count
                || !hunk.Old.SequenceEqual(lines.Skip(start).Take(hunk.Old.Length), StringComparer.Ordinal)
            )
            {
                throw new UserErrorException(
                    $"{Name}, line {hunk.Line}: the change does not fit {Path} at line {hunk.OldStart}; the file is of another version, or was changed."
                );
            }

            result.AddRange(lines.Skip(taken).Take(start - taken));
            result.AddRange(hunk.New);
            taken = start + hunk.Old.Length;
        }

        result.AddRange(lines.Skip(taken));
        return string.Concat(result);
    }

    private static string Header(string name, List<string> lines, ref int at, string mark, string prefix)
    {
        if (at >= lines.Count || !lines[at].StartsWith(mark + prefix, StringComparison.Ordinal))
        {
            throw Wrong(name, at + 1, $"expected '{mark}{prefix}' and a path");
        }

        return lines[at++][(mark.Length + prefix.Length)..].Split('\t')[0].TrimEnd('\r', '\n');
    }

    private static DiffHunk Hunk(string name, List<string> lines, ref int at)
    {
        var match = HunkHeader().Match(lines[at]);
        if (!match.Success)
        {
            throw Wrong(name, at + 1, "expected '@@ -line,count +line,count @@'");
        }

        var line = ++at;
        var (oldStart, oldCount) = (Number(match, "os"), match.Groups["oc"].Success ? Number(match, "oc") : 1);
        var (newStart, newCount) = (Number(match, "ns"), match.Groups["nc"].Success ? Number(match, "nc") : 1);
        var old = ImmutableArray.CreateBuilder<string>();
        var @new = ImmutableArray.CreateBuilder<string>();
        while (at < lines.Count && (old.Count < oldCount || @new.Count < newCount))
        {
            var text = lines[at][1..];
            switch (lines[at++][0])
            {
                case ' ':
                    old.Add(text);
                    @new.Add(text);
                    break;
                case '-':
                    old.Add(text);
                    break;
                case '+':
                    @new.Add(text);
                    break;
                default:
                    throw Wrong(name, at, "expected a line that begins with a space, '-' or '+'");
            }
        }

        if (!old.Any(o => @new.Contains(o, StringComparer.Ordinal)))
        {
            throw Wrong(name, line, "has no line of context: expected at least one that stays");
        }

        return old.Count == oldCount && @new.Count == newCount
            ? new DiffHunk(line, oldStart, newStart, old.ToImmutable(), @new.ToImmutable())
            : throw Wrong(name, line, "does not have as many lines as it says");
    }

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    // Each with its own end, so that nothing is lost when they are put together.
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    private static UserErrorException Wrong(string name, int line, string what) => new($"{name}, line {line}: {what}.");

    [GeneratedRegex(
        @"^@@ -(?<os>\d{1,9})(?:,(?<oc>\d{1,9}))? \+(?<ns>\d{1,9})(?:,(?<nc>\d{1,9}))? @@",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex HunkHeader();
}
