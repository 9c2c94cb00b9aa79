using Refigure.Logs;
using Refigure.Results;
using Refigure.Serving;

namespace Refigure.Quality;

/// <summary>Whether the claimed cache state is the one that the log shows.</summary>
internal static class CacheClaims
{
    public static IEnumerable<Finding> Inspect(IEnumerable<MeasuredRun> runs)
    {
        foreach (var experiment in RunGroups.Experiments(runs))
        {
            var cold = experiment.Where(r => ClaimsCold(r)).ToArray();
            var loaded = cold.Where(r => r.Log?.CompileCache == CompileCacheState.Loaded).ToArray();
            if (loaded.Length > 0)
            {
                yield return new Finding(
                    FindingKinds.ColdWasWarm,
                    $"{experiment.Key}: {loaded.Length} of {RunGroups.Count(cold.Length)} called compile-cold loaded compiled "
                        + "graphs from the cache: they were warm.",
                    RunGroups.Folders(loaded)
                );
            }

            // With the compile cache off on purpose every start compiles, whatever it is called.
            var compiled = experiment
                .Where(r =>
                    !ClaimsCold(r)
                    && r.Log?.CompileCache == CompileCacheState.Compiled
                    && !r.Record.Variables.ContainsKey("VLLM_DISABLE_COMPILE_CACHE")
                    && !HadLoad(r)
                )
                .ToArray();
            if (compiled.Length > 0)
            {
                yield return new Finding(
                    FindingKinds.WarmWasCold,
                    $"{experiment.Key}: {RunGroups.Count(compiled.Length)} called {compiled[0].Record.Identity.Cache.Word()} "
                        + "compiled a graph.",
                    RunGroups.Folders(compiled)
                );
            }
        }
    }

    // A load begins after the start, whatever that compiled.
    private static bool HadLoad(MeasuredRun run) => run.Record.Files.Any(f => f.Name == ServingFiles.Requests);

    private static bool ClaimsCold(MeasuredRun run) =>
        run.Record.Identity.Cache is CacheState.Cold or CacheState.CompileCold;
}
