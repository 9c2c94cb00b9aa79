namespace Refigure.Build.Options;

/// <summary>The short form <c>--figure 2,5,7-9|all</c>: turned into targets before the host sees it.</summary>
internal static class CommandLine
{
    private static readonly string[] TargetOptions = ["--target", "-t", "--Target"];

    /// <summary>
    /// Replaces <c>--figure X</c> by a <c>--target Figure-N</c> for each figure, unless a target is named: then the option
    /// belongs to that target. What cannot be read is left for <see cref="BuildOptions"/> to explain.
    /// </summary>
    public static IReadOnlyList<string> WithFigureTargets(IReadOnlyList<string> args)
    {
        if (args.Any(a => TargetOptions.Any(t => a == t || a.StartsWith(t + "=", StringComparison.Ordinal))))
        {
            return args;
        }

        var figures = new List<int>();
        for (var i = 0; i < args.Count; i++)
        {
            var value =
                args[i] == "--figure" && i + 1 < args.Count ? args[i + 1]
                : args[i].StartsWith("--figure=", StringComparison.Ordinal) ? args[i]["--figure=".Length..]
                : null;
            if (value is not null && FigureNumbers.TryParse(value, out var numbers, out _))
            {
                figures.AddRange(numbers);
            }
        }

        return [.. args, .. figures.Distinct().Order().SelectMany(n => new[] { "--target", $"Figure-{n}" })];
    }
}
