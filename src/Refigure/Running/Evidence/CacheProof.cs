using System.Collections.Immutable;
using System.Globalization;
using Refigure.Logs;
using Refigure.Nodes;
using Refigure.Results;

namespace Refigure.Running.Evidence;

/// <summary>Holds a claimed cache state against what was measured (promise 1: cold is proven).</summary>
public static class CacheProof
{
    /// <summary>A file counts as warm when at least this part of its pages is in memory.</summary>
    public const double WarmFraction = 0.99;

    /// <summary>A file counts as cold when at most this part of its pages is in memory.</summary>
    public const double ColdFraction = 0.01;

    /// <summary>Judges a claim.</summary>
    /// <param name="claim">The claimed state.</param>
    /// <param name="hasCompileCache">Whether the engine keeps compiled graphs between starts.</param>
    /// <param name="atStart">The model files' residency just before the engine was started.</param>
    /// <param name="after">The same after it ended.</param>
    /// <param name="compiled">What the engine's log says about its compile cache; null if it was not read.</param>
    /// <param name="isOff">Whether the engine was told to compile at each start and to keep nothing.</param>
    public static CacheEvidence Judge(
        CacheState claim,
        bool hasCompileCache,
        ImmutableArray<FileResidency> atStart,
        ImmutableArray<FileResidency> after,
        CompileCacheState? compiled,
        bool isOff = false
    )
    {
        var facts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var broken = ImmutableArray.CreateBuilder<string>();
        Tell(facts, "resident_at_start", atStart);
        Tell(facts, "resident_after", after);
        JudgePages(claim, atStart, broken);
        JudgeCompileCache(claim, hasCompileCache, compiled, isOff, facts, broken);
        return new CacheEvidence(facts.ToImmutable(), broken.ToImmutable());
    }

    // "resident_at_start:model.gguf" → "0 of 146485 pages": names without folders, unless two files have the same.
    private static void Tell(
        ImmutableSortedDictionary<string, string>.Builder facts,
        string when,
        ImmutableArray<FileResidency> files
    )
    {
        foreach (var file in files)
        {
            var name = Path.GetFileName(file.Path);
            if (files.Count(f => Path.GetFileName(f.Path) == name) > 1)
            {
                name = file.Path;
            }

            facts[$"{when}:{name}"] = file.ResidentPages is { } resident
                ? string.Create(CultureInfo.InvariantCulture, $"{resident} of {file.Pages} pages")
                : $"unknown: {file.Problem ?? "it could not be measured"}";
        }
    }

    private static void JudgePages(
        CacheState claim,
        ImmutableArray<FileResidency> atStart,
        ImmutableArray<string>.Builder broken
    )
    {
        var wantsCold = claim is CacheState.Cold or CacheState.PageCold;
        foreach (var file in atStart)
        {
            var name = Path.GetFileName(file.Path);
            if (file.Fraction is not { } fraction)
            {
                broken.Add(
                    $"it is not known whether {name} was in memory: {file.Problem ?? "it could not be measured"}"
                );
            }
            else if (wantsCold && fraction > ColdFraction && file.Pages > 0)
            {
                var why = file.Problem is { } problem ? $" ({problem})" : "";
                broken.Add(
                    $"claimed {claim.Word()}, but {Percent(fraction)} of {name} was in memory at the start{why}"
                );
            }
            else if (!wantsCold && fraction < WarmFraction)
            {
                broken.Add(
                    $"claimed {claim.Word()}, but only {Percent(fraction)} of {name} was in memory at the start"
                );
            }
        }
    }

    private static void JudgeCompileCache(
        CacheState claim,
        bool hasCompileCache,
        CompileCacheState? compiled,
        bool isOff,
        ImmutableSortedDictionary<string, string>.Builder facts,
        ImmutableArray<string>.Builder broken
    )
    {
        if (!hasCompileCache)
        {
            facts["compile_cache"] = "none: the engine keeps no compiled graphs";
            if (claim == CacheState.CompileCold)
            {
                broken.Add("claimed compile-cold, but the engine keeps no compiled graphs");
            }

            return;
        }

        facts["compile_cache"] = compiled switch
        {
            CompileCacheState.Compiled => "compiled",
            CompileCacheState.Loaded => "loaded",
            CompileCacheState.Off => "off",
            _ => "unknown",
        };
        if (compiled is null)
        {
            broken.Add("it is not known whether the engine compiled or loaded its graphs: its log was not read");
        }

        if (isOff)
        {
            facts["compile_cache"] = compiled == CompileCacheState.Compiled ? "off: compiled" : "off";
            if (compiled == CompileCacheState.Loaded)
            {
                broken.Add("its compile cache was to be off, but the engine loaded compiled graphs");
            }

            return;
        }

        var wantsCompiled = claim is CacheState.Cold or CacheState.CompileCold;
        if (wantsCompiled && compiled == CompileCacheState.Loaded)
        {
            broken.Add($"claimed {claim.Word()}, but the engine loaded compiled graphs");
        }
        else if (!wantsCompiled && compiled == CompileCacheState.Compiled)
        {
            broken.Add($"claimed {claim.Word()}, but the engine compiled");
        }
    }

    private static string Percent(double fraction) =>
        (fraction * 100).ToString(fraction is > 0 and < 0.1 ? "0.0" : "0", CultureInfo.InvariantCulture) + " %";
}
