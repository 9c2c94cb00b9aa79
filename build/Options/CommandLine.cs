namespace Refigure.Build.Options;

/// <summary>The short form <c>--figure 2,5,7-9|all</c>: turned into targets before the host sees it.</summary>
internal static class CommandLine
{
    private static readonly string[] DryRuns = ["--dryrun", "--noop", "--whatif"];
    private static readonly string[] TargetOptions = ["--target", "-t", "--Target"];

    /// <summary>
    /// Replaces <c>--figure X</c> by a <c>--target Figure-N</c> for each figure, unless another target is named: then the
    /// option belongs to that one. What cannot be read is left for <see cref="BuildOptions"/> to explain.
    /// </summary>
    public static IReadOnlyList<string> WithFigureTargets(IReadOnlyList<string> args)
    {
        if (Targets(args).Any(t => !t.StartsWith("Figure-", StringComparison.OrdinalIgnoreCase)))
        {
            return WithPlan(args);
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

    // An evaluation's dry run says what each step would cost, which only the task knows.
    private static IReadOnlyList<string> WithPlan(IReadOnlyList<string> args) =>
        Targets(args).All(t => t.Equals("Evaluate", StringComparison.OrdinalIgnoreCase))
            ? [.. args.Select(a => DryRuns.Contains(a, StringComparer.OrdinalIgnoreCase) ? "--plan-only" : a)]
            : args;

    private static IEnumerable<string> Targets(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            foreach (var option in TargetOptions)
            {
                if (args[i] == option)
                {
                    yield return i + 1 < args.Count ? args[i + 1] : string.Empty;
                }
                else if (args[i].StartsWith(option + "=", StringComparison.Ordinal))
                {
                    yield return args[i][(option.Length + 1)..];
                }
            }
        }
    }
}
