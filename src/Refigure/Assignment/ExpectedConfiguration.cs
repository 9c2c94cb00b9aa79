using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Figures.Serving;

namespace Refigure.Assignment;

/// <summary>A configuration that a profile of the experiment runs.</summary>
/// <param name="Name">As figures 18 and 19 name it.</param>
/// <param name="Case">The case.</param>
public sealed record ExpectedConfiguration(string Name, CaseSpec Case)
{
    /// <summary>Those of a profile, in its order.</summary>
    public static ImmutableArray<ExpectedConfiguration> Of(ExperimentProfile? profile) =>
        [.. (profile?.Cases ?? []).Select(one => new ExpectedConfiguration(NameOf(one, profile!.Name), one))];

    // What figures 18 and 19 vary: slots or threads of llama.cpp, GPUs else.
    private static string NameOf(CaseSpec one, string profile) =>
        profile != "smoke" ? ServingNames.Count(Number(one, "tensor-parallel-size") ?? 1, "GPU", "GPUs")
        : Number(one, "threads") is { } threads ? ServingNames.Count(threads, "thread", "threads")
        : ServingNames.Count(Number(one, "parallel") ?? 1, "slot", "slots");

    private static double? Number(CaseSpec one, string argument) =>
        double.TryParse(
            one.Arguments.GetValueOrDefault(argument),
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
