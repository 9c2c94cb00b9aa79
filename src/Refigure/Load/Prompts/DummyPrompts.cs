using System.Globalization;
using System.Text.RegularExpressions;
using Refigure.Imports.Serving;
using Refigure.Load.Arrivals;

namespace Refigure.Load.Prompts;

/// <summary>
/// The <em>dummy</em> set of the serving course's assignment: lengths from its <c>tokens.txt</c> (<c>Input: N, output: M</c>),
/// drawn with Python's random numbers of a seed, each prompt <c>hi</c> N − 1 times. The assignment takes 100 with seed 0, among
/// them one that asks for no token at all and so fails on most servers. Who has no <c>tokens.txt</c> may name a log of the
/// assignment's client, which lists what it took (<c>Appending: N, M</c>); who has neither gets prompts of one length.
/// </summary>
internal static partial class DummyPrompts
{
    /// <summary>How many the assignment takes.</summary>
    public const int Usual = 100;

    private const int Longest = 10000;
    private const int Shortest = 10;

    // Lines that the assignment keeps of its tokens.txt. Its client shuffles them, takes the first, prints them, and shuffles these
    // once more: from how many there were follows which random numbers come then.
    private const int Kept = 89_699;

    // The means of these lines.
    private const int UsualInput = 1340;
    private const int UsualOutput = 416;

    /// <summary>The prompts of a <c>tokens.txt</c>, or of a log of the client, in the order in which it sends them.</summary>
    public static IReadOnlyList<Prompt> OfFile(string file)
    {
        var asked = ClientLog.Read(new ResultFile(file, Path.GetFileName(file))).Asked;
        return asked.Count > 0 ? OfLog(asked) : Of(File.ReadLines(file), file, Usual);
    }

    /// <summary>The same prompt over and over, as no client of the assignment asks it: for who has none of its lengths.</summary>
    public static ListedPrompts OfOneLength(int? inputTokens, int? outputTokens) =>
        new("dummy", [Prompt((inputTokens ?? UsualInput, outputTokens ?? UsualOutput))]);

    /// <summary>The prompts in the assignment's order.</summary>
    /// <param name="lines">The lines of <c>tokens.txt</c>.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="count">How many are taken.</param>
    /// <param name="seed">Python's seed.</param>
    public static IReadOnlyList<Prompt> Of(IEnumerable<string> lines, string file, int count, uint seed = 0)
    {
        var all = new List<(int Input, int Output)>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            var match = Form().Match(line);
            if (
                !match.Success
                || !int.TryParse(match.Groups["input"].Value, NumberStyles.None, null, out var input)
                || !int.TryParse(match.Groups["output"].Value, NumberStyles.None, null, out var output)
            )
            {
                throw new UserErrorException(
                    $"{file}:{number}: expected 'Input: N, output: M'; take the assignment's tokens.txt as it is."
                );
            }

            if (input is > Shortest and < Longest && output < Longest)
            {
                all.Add((input, output));
            }
        }

        if (all.Count < count)
        {
            throw new UserErrorException(
                $"{file} has {all.Count} lines of the lengths that the assignment keeps; expected at least {count}: take its tokens.txt as it is."
            );
        }

        var random = MersenneTwister.Python(seed);
        random.Shuffle(all);
        var taken = all.Take(count).ToList();
        random.Shuffle(taken);
        return [.. taken.Select(Prompt)];
    }

    private static IReadOnlyList<Prompt> OfLog(IEnumerable<(int Input, int Output)> asked)
    {
        var random = MersenneTwister.Python(0);
        random.Shuffle(new int[Kept]);
        var taken = asked.ToList();
        random.Shuffle(taken);
        return [.. taken.Select(Prompt)];
    }

    private static Prompt Prompt((int Input, int Output) tokens) =>
        new(string.Concat(Enumerable.Repeat("hi", Math.Max(tokens.Input - 1, 0))), tokens.Input, tokens.Output);

    [GeneratedRegex(
        @"^\s*Input:\s*(?<input>\d+),\s*output:\s*(?<output>\d+)\s*$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form();
}
