using System.Collections.Immutable;
using Refigure.Environments;
using Refigure.Results;

namespace Refigure.Planning;

/// <summary>What the runs of a plan need beside themselves: environments, models, disk, GPUs, starts that fill caches.</summary>
/// <param name="lookup">Knows their cases.</param>
/// <param name="installer">Tells what setting environments up takes.</param>
internal sealed class PlanPricing(PlanLookup lookup, IEnvironmentInstaller installer)
{
    /// <summary>The plan of runs, without notes.</summary>
    public Plan Of(ImmutableArray<PlannedRun> runs, Estimates estimates)
    {
        var environmentDisk = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        var modelDisk = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        var gated = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var gpuNodes = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var needGpu = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var count = 0;
        foreach (var run in runs.Where(r => r.Decision != RunDecision.Have))
        {
            count++;
            if (!environmentDisk.ContainsKey(run.Case.Environment))
            {
                environmentDisk[run.Case.Environment] = lookup.Environment(run.Case) is { } environment
                    ? installer.DiskNeeded(environment)
                    : 0;
            }

            if (lookup.Engine(run.Case) is { NeedsGpu: true })
            {
                gpuNodes.Add(run.Identity.Node);
                needGpu.Add(run.Case.Environment);
            }

            AddModel(run.StoredModel, run.Case.Model);
            if (
                lookup.Model(run.StoredModel) is { IsThere: false }
                && lookup.TensorizedFrom(run.StoredModel) is { } from
            )
            {
                AddModel(from, from);
            }
        }

        void AddModel(string stored, string model)
        {
            if (modelDisk.ContainsKey(stored))
            {
                return;
            }

            var source = lookup.Model(stored);
            modelDisk[stored] =
                source is null ? lookup.RoughBytes(model) ?? 0
                : source.IsThere ? 0
                : source.Bytes;
            if (source is not { IsThere: true } && lookup.Page(model) is { } page)
            {
                gated[model] = page;
            }
        }

        return new Plan(runs, environmentDisk.ToImmutable(), modelDisk.ToImmutable(), count * estimates.BytesOfARun)
        {
            Fillings = Fillings(runs),
            Gated = gated.ToImmutable(),
            GpuNodes = gpuNodes.ToImmutable(),
            NeedsGpu = needGpu.ToImmutable(),
        };
    }

    // The first warm start with compiled graphs that no cold start makes. A load begins after the start, whatever that compiles.
    private ImmutableArray<PlannedRun> Fillings(ImmutableArray<PlannedRun> runs)
    {
        var made = runs.Where(r => r.Case.Caches.Any(c => c.Cache is CacheState.Cold or CacheState.CompileCold))
            .Select(r => CompiledGraphs.SharedBy(r.Inputs))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. runs.Where(r =>
                r.Decision != RunDecision.Have
                && r.Identity.Cache is CacheState.Warm or CacheState.PageCold
                && r.Case.Load is null
                && lookup.Engine(r.Case) is { HasCompileCache: true }
                && made.Add(CompiledGraphs.SharedBy(r.Inputs))
            ),
        ];
    }
}
