using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Catalog;

/// <summary>Which runs are those of an experiment in a profile. Some of them may be made and kept as another experiment's.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Cases">Its cases in the profile; empty if they are not known.</param>
public sealed record ExpectedRuns(string Experiment, ImmutableArray<CaseSpec> Cases)
{
    /// <summary>The experiments whose folders hold them.</summary>
    public ImmutableArray<string> KeptAs =>
        [.. Cases.Select(c => c.RunsOf).OfType<string>().Prepend(Experiment).Distinct(StringComparer.Ordinal)];

    /// <summary>Those of an experiment of which nothing else is known: all that are kept as its own.</summary>
    public static ExpectedRuns Any(string experiment) => new(experiment, []);

    /// <summary>Those of an experiment in a profile.</summary>
    public static ExpectedRuns Of(ExperimentSpec experiment, string profile)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return new ExpectedRuns(experiment.Name, experiment.Profiles.GetValueOrDefault(profile)?.Cases ?? []);
    }

    /// <summary>Whether a run is one of them.</summary>
    public bool Has(RunIdentity run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Experiment == (Cases.FirstOrDefault(c => c.Name == run.Case)?.RunsOf ?? Experiment);
    }

    /// <summary>Refuses cases whose runs are said to be those of cases that are not there or are something else.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="find">Reads another one.</param>
    /// <exception cref="UserErrorException">The sentence names both.</exception>
    internal static void Check(ExperimentSpec experiment, Func<string, ExperimentSpec> find)
    {
        foreach (var profile in experiment.Profiles.Values)
        {
            foreach (var one in profile.Cases.Where(c => c.RunsOf is not null))
            {
                var other = find(one.RunsOf!).Profiles.GetValueOrDefault(profile.Name)?.Cases ?? [];
                if (!other.Any(o => IsSame(one, o)))
                {
                    throw new UserErrorException(
                        $"figures/experiments/{experiment.Name}.yaml, profile {profile.Name}, case {one.Name}: runs_of names {one.RunsOf}, which has no case of its own of that name with the same environment, model, arguments, variables and load."
                    );
                }
            }
        }
    }

    private static bool IsSame(CaseSpec one, CaseSpec other) =>
        other.RunsOf is null
        && one.Name == other.Name
        && one.Environment == other.Environment
        && one.Model == other.Model
        && one.Arguments.SequenceEqual(other.Arguments)
        && one.Variables.SequenceEqual(other.Variables)
        && Same(one.Load, other.Load);

    private static bool Same(LoadSpec? one, LoadSpec? other) =>
        one is null || other is null ? one == other : one.Settings.SequenceEqual(other.Settings);
}
