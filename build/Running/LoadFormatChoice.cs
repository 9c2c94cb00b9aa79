using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Environments;
using Refigure.Results;

namespace Refigure.Build.Running;

/// <summary><c>--load-format dummy</c>: the cases of an experiment with weights that the engine makes up.</summary>
internal static class LoadFormatChoice
{
    private const string Engine = "vllm";

    /// <summary>The cases as the option wants them; as they are without it, or with <c>auto</c>.</summary>
    /// <param name="asked">The option's value; null if it is not given.</param>
    /// <param name="experiment">The experiment's name, for messages.</param>
    /// <param name="profile">The profile, whose cases they are.</param>
    /// <param name="environments">Tells a case's engine.</param>
    /// <exception cref="UserErrorException">Some of them cannot be run without weights.</exception>
    public static ImmutableArray<CaseSpec> Apply(
        string? asked,
        string experiment,
        ExperimentProfile profile,
        IEnvironmentCatalog environments
    ) =>
        asked != DummyWeights.Value ? profile.Cases
        : WhyNot(asked, profile, environments) is { } why
            ? throw new UserErrorException($"The experiment {experiment} (profile {profile.Name}): {why}.")
        : [.. profile.Cases.Select(DummyWeights.With)];

    /// <summary>Why the cases of a profile cannot be run as the option wants them; null if they can.</summary>
    public static string? WhyNot(string? asked, ExperimentProfile profile, IEnvironmentCatalog environments) =>
        asked == DummyWeights.Value
        && profile.Cases.Select(c => Why(c, environments)).FirstOrDefault(w => w is not null) is { } why
            ? $"--load-format dummy does not go with {why}"
            : null;

    private static string? Why(CaseSpec one, IEnvironmentCatalog environments) =>
        environments.Find(one.Environment)?.Engine is var engine && engine != Engine
            ? $"{one.Environment}, which is no vLLM; choose --profile paper or lab"
        : one.Arguments.TryGetValue(DummyWeights.Argument, out var format)
            ? $"a comparison of ways of loading weights ({DummyWeights.Argument} {format})"
        : one.Caches.Any(c => c.Cache is CacheState.Cold or CacheState.PageCold)
            ? "starts that must find the weights' files cold"
        : null;
}
