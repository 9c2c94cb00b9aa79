using System.Globalization;
using System.Security.Cryptography;
using Refigure.Results;

namespace Refigure.Build.Tests.EndToEnd.Lab;

/// <summary>Profile <c>lab</c> from nothing to the figure, by one command, with a stub in vLLM's place.</summary>
public sealed class LabRunTests : IDisposable
{
    private const string Sweep = "model-sweep";
    private const string Model = "synthetic-llama-1b";
    private static readonly string[] Starts = ["compile-cold-1", "warm-1", "warm-2", "warm-3"];
    private readonly LabClone _clone = new();

    public void Dispose()
    {
        try
        {
            _clone.Processes().ShouldBeEmpty();
        }
        finally
        {
            _clone.Dispose();
        }
    }

    [VenvFact]
    public void Figure_2_is_made_from_nothing_by_one_command_and_a_second_time_nothing_is_run()
    {
        var first = _clone.Run("--figure", "2", "--node", LabClone.Node).ShouldSucceed();

        first.Output.ShouldContain("environment vllm-0.25.1");
        first.Output.ShouldContain("4 runs to make");
        first.Output.ShouldMatch(@"4/4 model-sweep synthetic-llama-1b warm-\d on h100: done");
        _clone.RunsOf(Sweep, Model).ShouldBe(Starts);
        foreach (var start in Starts)
        {
            ShouldBeProven(start);
            ShouldHaveItsSamples(start);
        }

        ShouldBeMeasured(Starts);
        var bars = FigureTables.Bars(_clone.Folder["figures"], 2);
        bars.Count(bar => bar.Series != "beyond the steps").ShouldBe(11);
        bars.ShouldAllBe(bar => bar.Y >= 0 && bar.N == 3);
        FigureTables.WordsOfSvg(_clone.Folder["figures"], 2).ShouldContain("lab: vLLM 0.25.1 on h100, synthetic model");

        var before = TemporaryFolder.ListingOf(_clone.Folder["figures", "runs"]);
        var second = _clone.Run("--figure", "2", "--node", LabClone.Node).ShouldSucceed();
        second.Output.ShouldNotContain("to make");
        second.Output.ShouldContain("from 3 lab runs of h100");
        TemporaryFolder.ListingOf(_clone.Folder["figures", "runs"]).ShouldBe(before);
    }

    [VenvFact]
    public void Killed_in_the_middle_and_started_again_nothing_is_lost_and_nothing_made_twice()
    {
        using (var host = _clone.Start("--figure", "2"))
        {
            for (var waited = 0; !IsStarting("warm-") && waited < 12_000; waited++)
            {
                host.WaitForExit(10).ShouldBeFalse("it ended before it was killed");
            }

            host.Kill(entireProcessTree: false);
            host.WaitForExit();
        }

        var cold = Path.Combine(_clone.PathOf(Sweep, Model, "compile-cold-1"), "run.json");
        var finished = File.ReadAllBytes(cold);
        var again = _clone.Run("--figure", "2").ShouldSucceed();

        again.Output.ShouldNotContain("compile-cold-1");
        File.ReadAllBytes(cold).ShouldBe(finished);
        _clone.RunsOf(Sweep, Model).ShouldBe(Starts);
        ShouldBeMeasured(Starts);
        FigureTables.Bars(_clone.Folder["figures"], 2).ShouldAllBe(bar => bar.N == 3);
        _clone.Run("--figure", "2", "--no-run").ShouldSucceed().Output.ShouldContain("from 3 lab runs of h100");
    }

    [VenvFact(NeedsDisk = true)]
    public void A_start_that_reads_its_weights_from_disk_is_proven_to()
    {
        var made = _clone.Run("--figure", "13", "--iterations", "1", "--case", "synthetic-llama-0.5b").ShouldSucceed();

        made.Output.ShouldContain("3 runs to make");
        made.Output.ShouldContain(
            "missing-case: Not there yet on h100: synthetic-llama-1b warm, synthetic-llama-1b page-cold"
        );

        string[] all = ["compile-cold-1", "page-cold-1", "warm-1"];
        _clone.RunsOf(Sweep, "synthetic-llama-0.5b").ShouldBe(all);
        var cold = Record(Sweep, "synthetic-llama-0.5b", "page-cold-1");
        cold.Valid.ShouldBeTrue(string.Join("; ", cold.InvalidReasons));
        cold.CacheEvidence["resident_at_start:model.safetensors"].ShouldMatch(@"^0 of \d{3,} pages$");
        cold.CacheEvidence["compile_cache"].ShouldBe("loaded");
        var warm = Record(Sweep, "synthetic-llama-0.5b", "warm-1");
        warm.CacheEvidence["resident_at_start:model.safetensors"].ShouldMatch(@"^(\d{3,}) of \1 pages$");
        FigureTables.Bars(_clone.Folder["figures"], 13).ShouldAllBe(bar => bar.Y > 0);
    }

    private void ShouldBeProven(string start)
    {
        var record = Record(Sweep, Model, start);
        record.Valid.ShouldBeTrue(string.Join("; ", record.InvalidReasons));
        record.ExitStatus.ShouldBe(0);
        record.EngineVersion.ShouldBe("0.25.1");
        record.EnvironmentLockHash.ShouldNotBeNull().ShouldMatch("^[0-9a-f]{64}$");
        record.PatchHashes.Count.ShouldBe(4);
        foreach (var (patch, hash) in record.PatchHashes)
        {
            var content = File.ReadAllBytes(_clone.Folder["patches", "vllm-0.25.1", patch]);
            hash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
        }

        record.NodeFacts["gpu"].ShouldBe("NVIDIA H100 80GB HBM3");
        record.NodeFacts["driver"].ShouldBe("580.159.04");
        record.NodeFacts["cuda"].ShouldBe("13.0");
        record.NodeFacts["python"].ShouldStartWith(VenvFactAttribute.Version!);
        var isCold = start.StartsWith("compile-cold", StringComparison.Ordinal);
        record.CacheEvidence["compile_cache"].ShouldBe(isCold ? "compiled" : "loaded");
        record.CacheEvidence["compiled_graph_bytes"].ShouldMatch(@"^\d{6}$");
        record.CacheEvidence["resident_at_start:model.safetensors"].ShouldMatch(@"^(\d{3,}) of \1 pages$");
        record.GpuEvidence["watched"].ShouldBe("0 NVIDIA H100 80GB HBM3 GPU-stub");
        record.GpuEvidence["memory_before:0"].ShouldBe("4 MiB");
        record.GpuEvidence["highest_memory:0"].ShouldBe("71234 MiB");
        record.GpuEvidence["memory_after:0"].ShouldBe("4 MiB");
        record.GpuEvidence["processes"].ShouldMatch(@"^VLLM::EngineCore \(pid \d+\) holds 71234 MiB$");
        var log = File.ReadAllText(Path.Combine(_clone.PathOf(Sweep, Model, start), "engine.log"));
        log.ShouldContain(isCold ? "] 0 files are in the cache folder" : "] 2 files are in the cache folder");
        log.Split("NEW: Init Tokenizer took ").Length.ShouldBe(2);
        log.Split("NEW: Initializing Model took ").Length.ShouldBe(2);
        log.ShouldMatch(@"Graph capturing finished in \d+\.\d\d secs");
    }

    // What nvidia-smi told while the engine ran lies beside what the processor did.
    private void ShouldHaveItsSamples(string start)
    {
        var rows = File.ReadAllLines(Path.Combine(_clone.PathOf(Sweep, Model, start), "samples.csv"));
        var columns = rows[0].Split(',');
        var (memory, clock) = (columns.IndexOf("gpu0_memory_bytes"), columns.IndexOf("gpu0_clock_mhz"));
        var cells = rows.Skip(1).Select(row => row.Split(',')).ToArray();
        cells.Select(c => c[memory]).ShouldContain(((long)StubGpu.InUse << 20).ToString(CultureInfo.InvariantCulture));
        cells.Select(c => c[clock]).ShouldContain("1980");
    }

    private void ShouldBeMeasured(string[] starts)
    {
        var all = MeasurementsFile
            .Read(_clone.Folder["figures", "runs"])
            .GroupBy(m => $"{m.Identity.Cache.Word()}-{m.Identity.Iteration}")
            .ToDictionary(g => g.Key, g => g.ToDictionary(m => m.Measurement.Metric, m => m.Measurement.Value));
        all.Keys.Order(StringComparer.Ordinal).ShouldBe(starts);
        foreach (var (start, values) in all)
        {
            values.Where(v => v.Value is null).Select(v => v.Key).ShouldBeEmpty(start);
            (values["unattributed"] / values["wall"]).ShouldNotBeNull().ShouldBeLessThan(0.05, start);
            values.Keys.ShouldContain("total_time");
            values.ContainsKey("graph_compile_cached").ShouldBe(start.StartsWith("warm", StringComparison.Ordinal));
        }
    }

    private RunRecord Record(string experiment, string name, string start) =>
        RunFolder.Read(_clone.Folder["figures", "runs"], _clone.PathOf(experiment, name, start));

    private bool IsStarting(string start)
    {
        var folder = Path.GetDirectoryName(_clone.PathOf(Sweep, Model, start))!;
        return Directory.Exists(folder)
            && Directory
                .GetDirectories(folder, start + "*.partial-*")
                .Any(partial => File.Exists(Path.Combine(partial, "engine.log")));
    }
}
