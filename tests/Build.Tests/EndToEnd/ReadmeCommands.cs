namespace Refigure.Build.Tests.EndToEnd;

/// <summary>The commands that the pages show: the lines of their fenced <c>sh</c> blocks.</summary>
internal static class ReadmeCommands
{
    private static readonly string[] Pages =
    [
        "README.md",
        "envs/README.md",
        "figures/README.md",
        "figures/recorded/README.md",
        "patches/README.md",
        "src/README.md",
        "src/Cake.Frosting.Host/README.md",
        "tests/README.md",
        "tests/Benchmarks/README.md",
    ];

    /// <summary>Page, line number and the command, comments cut off.</summary>
    public static IReadOnlyList<(string Page, int Line, string Command)> All { get; } = [.. Pages.SelectMany(In)];

    /// <summary>The words of a command as a shell would hand them over: a quoted one may hold blanks.</summary>
    public static string[] Words(string command)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        var quote = '\0';
        var started = false;
        foreach (var c in command)
        {
            if (quote == '\0' && c == ' ')
            {
                if (started)
                {
                    words.Add(word.ToString());
                }

                word.Clear();
                started = false;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
                started = true;
            }
            else
            {
                word.Append(c);
                started = true;
            }
        }

        return started ? [.. words, word.ToString()] : [.. words];
    }

    private static IEnumerable<(string Page, int Line, string Command)> In(string page)
    {
        var path = Checkout.PathOf(page);
        if (!File.Exists(path))
        {
            yield break;
        }

        var inside = false;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var text = line.Trim();
            if (text.StartsWith("```", StringComparison.Ordinal))
            {
                inside = !inside && text is "```sh";
                continue;
            }

            var comment = text.StartsWith('#') ? 0 : text.IndexOf(" #", StringComparison.Ordinal);
            var command = (comment < 0 ? text : text[..comment]).Trim();
            if (inside && command.Length > 0)
            {
                yield return (page, number, command);
            }
        }
    }
}
