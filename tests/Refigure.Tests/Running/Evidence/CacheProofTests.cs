using Refigure.Logs;
using Refigure.Nodes;
using Refigure.Results;
using Refigure.Running.Evidence;

namespace Refigure.Tests.Running.Evidence;

public sealed class CacheProofTests
{
    private static readonly FileResidency Resident = new("/models/a.gguf", 1000, 1000);
    private static readonly FileResidency Evicted = new("/models/a.gguf", 1000, 0);

    [Theory]
    [InlineData(CacheState.PageCold)]
    [InlineData(CacheState.Cold)]
    public void A_cold_start_whose_files_were_out_of_memory_is_proven(CacheState claim)
    {
        var proof = CacheProof.Judge(claim, hasCompileCache: false, [Evicted], [Resident], null);

        proof.Broken.ShouldBeEmpty();
        proof.Facts["resident_at_start:a.gguf"].ShouldBe("0 of 1000 pages");
        proof.Facts["resident_after:a.gguf"].ShouldBe("1000 of 1000 pages");
        proof.Facts["compile_cache"].ShouldBe("none: the engine keeps no compiled graphs");
    }

    [Fact]
    public void A_cold_start_that_found_pages_in_memory_is_not()
    {
        var half = Resident with { ResidentPages = 25, Problem = "another process has it mapped" };

        CacheProof
            .Judge(CacheState.PageCold, hasCompileCache: false, [half], [Resident], null)
            .Broken.ShouldBe([
                "claimed page-cold, but 2.5 % of a.gguf was in memory at the start (another process has it mapped)",
            ]);
    }

    [Theory]
    [InlineData(990, true)]
    [InlineData(989, false)]
    public void Warm_means_99_percent_of_each_file(long pages, bool holds) =>
        CacheProof
            .Judge(CacheState.Warm, hasCompileCache: false, [Resident with { ResidentPages = pages }], [], null)
            .Broken.IsEmpty.ShouldBe(holds);

    [Fact]
    public void What_could_not_be_measured_proves_nothing()
    {
        var unknown = new FileResidency("/models/a.gguf", 1000, null, "mincore is not there on this system");

        foreach (var claim in Enum.GetValues<CacheState>())
        {
            CacheProof
                .Judge(claim, hasCompileCache: true, [unknown], [unknown], null)
                .Broken.ShouldContain(
                    "it is not known whether a.gguf was in memory: mincore is not there on this system"
                );
        }
    }

    [Theory]
    [InlineData(CacheState.Warm, CompileCacheState.Compiled, "claimed warm, but the engine compiled")]
    [InlineData(CacheState.PageCold, CompileCacheState.Compiled, "claimed page-cold, but the engine compiled")]
    [InlineData(CacheState.Cold, CompileCacheState.Loaded, "claimed cold, but the engine loaded compiled graphs")]
    [InlineData(
        CacheState.CompileCold,
        CompileCacheState.Loaded,
        "claimed compile-cold, but the engine loaded compiled graphs"
    )]
    [InlineData(CacheState.Warm, CompileCacheState.Loaded, null)]
    [InlineData(CacheState.CompileCold, CompileCacheState.Compiled, null)]
    [InlineData(CacheState.Warm, CompileCacheState.Off, null)]
    public void The_compile_cache_is_judged_by_the_log(CacheState claim, CompileCacheState log, string? broken)
    {
        var pages = claim is CacheState.Cold or CacheState.PageCold ? Evicted : Resident;

        var proof = CacheProof.Judge(claim, hasCompileCache: true, [pages], [Resident], log);

        string.Join("; ", proof.Broken).ShouldBe(broken ?? "");
    }

    [Theory]
    [InlineData(CacheState.Warm, CompileCacheState.Compiled, "off: compiled", null)]
    [InlineData(CacheState.CompileCold, CompileCacheState.Compiled, "off: compiled", null)]
    [InlineData(CacheState.Warm, CompileCacheState.Off, "off", null)]
    [InlineData(
        CacheState.Warm,
        CompileCacheState.Loaded,
        "off",
        "its compile cache was to be off, but the engine loaded compiled graphs"
    )]
    public void With_its_compile_cache_off_an_engine_compiles_in_every_state_and_must_not_load(
        CacheState claim,
        CompileCacheState log,
        string fact,
        string? broken
    )
    {
        var proof = CacheProof.Judge(claim, hasCompileCache: true, [Resident], [Resident], log, isOff: true);

        proof.Facts["compile_cache"].ShouldBe(fact);
        string.Join("; ", proof.Broken).ShouldBe(broken ?? "");
    }

    [Fact]
    public void Compile_cold_means_nothing_to_an_engine_without_compiled_graphs() =>
        CacheProof
            .Judge(CacheState.CompileCold, hasCompileCache: false, [Resident], [Resident], null)
            .Broken.ShouldBe(["claimed compile-cold, but the engine keeps no compiled graphs"]);

    [Fact]
    public void Files_of_the_same_name_are_told_apart()
    {
        var other = Evicted with { Path = "/other/a.gguf" };

        CacheProof
            .Judge(CacheState.PageCold, hasCompileCache: false, [Evicted, other], [], null)
            .Facts.Keys.ShouldBe([
                "compile_cache",
                "resident_at_start:/models/a.gguf",
                "resident_at_start:/other/a.gguf",
            ]);
    }
}
