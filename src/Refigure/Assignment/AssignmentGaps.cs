using System.Collections.Immutable;

namespace Refigure.Assignment;

/// <summary>Finds what of the assignment is not there, and says what to type.</summary>
public static class AssignmentGaps
{
    /// <summary>The gaps, configurations first.</summary>
    /// <param name="profile">The profile that was chosen.</param>
    /// <param name="shown">Names of the configurations that there are.</param>
    /// <param name="expected">Those that the profile runs.</param>
    /// <param name="figures">Figures 18 to 20.</param>
    /// <param name="whyInvalid">Why the runs of a case that there are may not be shown; null where there are none.</param>
    /// <param name="from">What was imported; null where the runs are the user's own or the recorded ones.</param>
    public static ImmutableArray<AssignmentGap> Of(
        string profile,
        IReadOnlyCollection<string> shown,
        IReadOnlyCollection<ExpectedConfiguration> expected,
        IEnumerable<AssignmentFigure> figures,
        Func<string, string?> whyInvalid,
        string? from
    ) =>
        [
            .. Configurations(profile, shown, expected, whyInvalid, from),
            .. figures.SelectMany(f => OfFigure(f, profile)),
        ];

    private static IEnumerable<AssignmentGap> Configurations(
        string profile,
        IReadOnlyCollection<string> shown,
        IReadOnlyCollection<ExpectedConfiguration> expected,
        Func<string, string?> whyInvalid,
        string? from
    )
    {
        if (from is not null)
        {
            return ConfigurationNames
                .Asked.Select(ConfigurationNames.OfGpus)
                .Where(name => !shown.Contains(name))
                .Select(name => new AssignmentGap(
                    name,
                    $"{name}: missing, for {from} has no result of that configuration; save the client's output there as logs_{ConfigurationNames.Stem(name)}.txt, and type the same again."
                ));
        }

        return expected
            .Where(one => !shown.Contains(one.Name))
            .Select(one => new AssignmentGap(
                one.Name,
                $"{one.Name}: missing{(whyInvalid(one.Case.Name) is { } why ? $", for its run is invalid ({why.TrimEnd('.')})" : "")}; make the run where it fits with ./build.sh --target Run --experiment tp-serving --profile {profile} --case {one.Case.Name}{(whyInvalid(one.Case.Name) is null ? "" : " --force")}, and type the same as now again."
            ))
            .Concat(
                profile is "smoke" or "paper"
                    ? []
                    : ConfigurationNames
                        .Asked.Select(ConfigurationNames.OfGpus)
                        .Where(name => !shown.Contains(name) && expected.All(one => one.Name != name))
                        .Select(name => new AssignmentGap(
                            name,
                            $"{name}: the assignment asks for it, and the profile {profile} has no such case; --profile paper has."
                        )
                        {
                            IsMissed = false,
                        })
            );
    }

    private static IEnumerable<AssignmentGap> OfFigure(AssignmentFigure figure, string profile)
    {
        if (!figure.Outcome.HasData)
        {
            yield return new AssignmentGap($"figure {figure.Number}", figure.Outcome.WhyNot)
            {
                IsMissed = profile != "smoke" || figure.Number != 20,
            };
        }
        else if (figure.Outcome.Data.Findings.FirstOrDefault(f => f.Kind == "no-all-reduce") is { } none)
        {
            yield return new AssignmentGap(
                "one all-reduce",
                $"One all-reduce on the timeline: missing. {none.Message}"
            );
        }
    }
}
