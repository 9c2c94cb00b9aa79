using System.Collections.Immutable;
using Refigure.Catalog;

namespace Refigure.Build.Running;

/// <summary><c>--env OLD=NEW</c>: the cases of an experiment with another environment in the place of the one that it names.</summary>
internal static class EnvironmentChoice
{
    private const char Sign = '=';

    /// <summary>The cases as the option wants them; as they are where it names no such pair, or none of theirs.</summary>
    /// <param name="asked">The option's values.</param>
    /// <param name="cases">The cases.</param>
    public static ImmutableArray<CaseSpec> Apply(IEnumerable<string> asked, ImmutableArray<CaseSpec> cases)
    {
        foreach (var pair in asked.Where(text => text.Contains(Sign, StringComparison.Ordinal)))
        {
            var at = pair.IndexOf(Sign, StringComparison.Ordinal);
            var (old, other) = (pair[..at].Trim(), pair[(at + 1)..].Trim());
            if (old.Length == 0 || other.Length == 0)
            {
                throw new UserErrorException(
                    $"--env {pair}: expected OLD=NEW, an environment that the experiment names and the one to take instead."
                );
            }

            cases =
            [
                .. cases.Select(one => one.Environment == old ? one with { Environment = other, RunsOf = null } : one),
            ];
        }

        return cases;
    }

    /// <summary>Refuses pairs whose first name no case has: a misspelt one would change nothing.</summary>
    /// <param name="asked">The option's values.</param>
    /// <param name="cases">The cases before they were changed.</param>
    /// <exception cref="UserErrorException">There is such a pair.</exception>
    public static void RefuseUnused(IEnumerable<string> asked, IEnumerable<CaseSpec> cases)
    {
        var names = cases.Select(one => one.Environment).ToHashSet(StringComparer.Ordinal);
        foreach (var pair in asked.Where(text => text.Contains(Sign, StringComparison.Ordinal)))
        {
            var old = pair.Split(Sign)[0].Trim();
            if (!names.Contains(old))
            {
                throw new UserErrorException(
                    $"--env {pair}: no case has the environment {old}; expected one of {string.Join(", ", names.Order(StringComparer.Ordinal))}."
                );
            }
        }
    }
}
