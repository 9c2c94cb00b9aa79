using Refigure.Catalog;
using Refigure.Environments;

namespace Refigure.Build.Running;

/// <summary>The cases of this checkout's experiments that an engine serves in.</summary>
internal static class ServingCases
{
    /// <summary>The experiments that are looked through, in this order.</summary>
    public static readonly string[] Experiments = ["concurrency", "engine-comparison", "tp-serving"];

    /// <summary>The first one with a closed loop; null if there is none.</summary>
    /// <param name="experiments">The experiments.</param>
    /// <param name="environments">The environments.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="wanted">An engine or an environment; null for any.</param>
    public static CaseSpec? Find(
        ExperimentCatalog experiments,
        IEnvironmentCatalog environments,
        string profile,
        string? wanted
    )
    {
        foreach (var name in Experiments)
        {
            if (!experiments.Get(name).Profiles.TryGetValue(profile, out var found))
            {
                continue;
            }

            foreach (var one in found.Cases)
            {
                if (
                    one.Load?.Concurrency is not null
                    && (
                        wanted is null
                        || wanted == one.Environment
                        || wanted == environments.Find(one.Environment)?.Engine
                    )
                )
                {
                    return one;
                }
            }
        }

        return null;
    }
}
