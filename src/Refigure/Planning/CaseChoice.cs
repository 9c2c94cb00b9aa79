using System.Collections.Immutable;
using System.IO.Enumeration;

namespace Refigure.Planning;

/// <summary>Only some cases of experiments: those whose names fit a pattern.</summary>
public static class CaseChoice
{
    /// <summary>The experiments with those cases alone; one that has none of them stays, without cases.</summary>
    /// <param name="experiments">The experiments.</param>
    /// <param name="patterns">Names, or parts of names with <c>*</c> for the rest; empty for all cases.</param>
    /// <param name="mustFit">Whether each pattern must fit a case.</param>
    /// <exception cref="UserErrorException">A pattern fits no case, and must.</exception>
    public static ImmutableArray<ExperimentCases> Of(
        ImmutableArray<ExperimentCases> experiments,
        IReadOnlyCollection<string> patterns,
        bool mustFit
    )
    {
        ArgumentNullException.ThrowIfNull(patterns);
        if (patterns.Count == 0)
        {
            return experiments;
        }

        var names = experiments.SelectMany(e => e.Cases).Select(c => c.Name).Distinct(StringComparer.Ordinal).ToArray();
        var strange = patterns.FirstOrDefault(pattern => !names.Any(name => Fits(pattern, name)));
        return mustFit && strange is not null
            ? throw new UserErrorException(
                $"--case {strange}: no case of {string.Join(", ", experiments.Select(e => e.Experiment))} in profile {experiments[0].Profile} is called so; expected {string.Join(", ", names)}, or part of a name with * for the rest."
            )
            :
            [
                .. experiments.Select(e =>
                    e with
                    {
                        Cases = e.Cases.RemoveAll(c => !patterns.Any(pattern => Fits(pattern, c.Name))),
                    }
                ),
            ];
    }

    private static bool Fits(string pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
