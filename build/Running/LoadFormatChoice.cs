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
    /// <param name="profile">The profile's name, for messages.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="environments">Tells a case's engine.</param>
    /// <exception cref="UserErrorException">Some of them cannot be run without weights.</exception>
    public static ImmutableArray<CaseSpec> Apply(
        string? asked,
        string experiment,
        string profile,
        ImmutableArray<CaseSpec> cases,
        IEnvironmentCatalog environments
    ) =>
        asked != DummyWeights.Value ? cases
        : cases.Select(c => Why(c, environments)).FirstOrDefault(w => w is not null) is { } why
            ? throw new UserErrorException(
                $"--load-format dummy: {experiment} (profile {profile}) cannot be run with it, for {why}."
            )
        : [.. cases.Select(DummyWeights.With)];

    private static string? Why(CaseSpec one, IEnvironmentCatalog environments) =>
        environments.Find(one.Environment)?.Engine is var engine && engine != Engine
            ? $"{one.Environment} is no vLLM; choose --profile paper or lab"
        : one.Arguments.TryGetValue(DummyWeights.Argument, out var format)
            ? $"it compares ways of loading weights ({DummyWeights.Argument} {format})"
        : one.Caches.Any(c => c.Cache is CacheState.Cold or CacheState.PageCold)
            ? "it has starts that must find the weights' files cold, and dummy weights have none"
        : null;
}
