using System.Collections.Immutable;
using Refigure.Environments;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Doctor;

/// <summary>What is to be run, so that only what it needs can stand in its way.</summary>
/// <param name="Cases">Its cases; empty for the machine in general.</param>
/// <param name="Plan">Its plan; null for the machine in general.</param>
/// <param name="Store">Where environments and models lie.</param>
/// <param name="Runs">Where runs lie.</param>
public sealed record DoctorNeeds(ImmutableArray<NeededCase> Cases, Plan? Plan, string Store, string Runs)
{
    /// <summary>Whether the machine is looked at in general: then nothing is needed, and everything is told.</summary>
    public bool IsGeneral => Plan is null;

    /// <summary>The environments, each once.</summary>
    public ImmutableArray<EnvironmentSpec> Environments =>
        [.. Cases.Select(c => c.Environment).OfType<EnvironmentSpec>().DistinctBy(e => e.Name, StringComparer.Ordinal)];

    /// <summary>Whether something needs an NVIDIA GPU.</summary>
    public bool NeedsGpu => Environments.Any(e => e.Cuda is not null);

    /// <summary>Whether some start must find the model's files out of memory.</summary>
    public bool NeedsPageCold =>
        Cases.Any(c => c.Case.Caches.Any(k => k.Cache is CacheState.Cold or CacheState.PageCold));

    /// <summary>The verdict on what is not there: it blocks what needs it.</summary>
    public static Verdict Absent(bool isNeeded) => isNeeded ? Verdict.Blocks : Verdict.Missing;
}
