using Refigure.Imports;
using Refigure.Results;
using Refigure.Testing;
using Refigure.Tests.Results;

namespace Refigure.Tests.Imports;

/// <summary>The published artifact, as far as it lies beside the checkout.</summary>
public sealed class StudyImportTests : IDisposable
{
    private static readonly Importer Importer = new(VllmLogReader.Instance);
    private readonly TemporaryFolder _runs = new();

    private static string Artifact => SharedData.Path("data/breaking-the-ice");

    public void Dispose() => _runs.Dispose();

    [SharedFact]
    public void Every_log_becomes_a_run_of_its_figures_experiment()
    {
        var plan = Importer.Plan(new(Artifact, _runs.Root));

        plan.Runs.Length.ShouldBe(395);
        plan.Runs.CountBy(run => run.Record.Identity.Experiment)
            .ShouldBe([
                new("cpu-usage", 2),
                new("gpu-comparison", 132),
                new("graph-sizes", 42),
                new("load-formats", 72),
                new("model-sweep", 132),
                new("startup-breakdown", 6),
                new("versions", 9),
            ]);
        plan.Runs.CountBy(run => run.Record.Identity.Cache)
            .ShouldBe([new(CacheState.Warm, 330), new(CacheState.CompileCold, 65)], ignoreOrder: true);
        plan.Runs.ShouldAllBe(run =>
            run.State == PlannedState.New && run.Record.Valid && run.Record.Profile == "paper"
        );
        plan.Findings.ShouldBeEmpty();
        Directory.GetFileSystemEntries(_runs.Root).ShouldBeEmpty();
    }

    [SharedTheory]
    [InlineData(
        "figures/figure-10/gpu1/iterations/3/output_model_qwen-14b_max_model_len_16752.txt",
        "gpu-comparison/n2/qwen-14b+max_model_len=16752/warm-3",
        "qwen-14b",
        "max_model_len=16752"
    )]
    [InlineData(
        "figures/figure-9/uncached/output_model_llama2-7b-hf_cuda-graph-sizes_56.txt",
        "graph-sizes/n1/llama2-7b-hf+cuda-graph-sizes=56/compile-cold-1",
        "llama2-7b-hf",
        "cuda-graph-sizes=56"
    )]
    [InlineData(
        "figures/figure-14/iterations/5/output_model_yi-6b-tensorized_load-format_tensorizer.txt",
        "load-formats/n1/yi-6b+load-format=tensorizer/warm-5",
        "yi-6b",
        "load-format=tensorizer"
    )]
    [InlineData(
        "figures/figure-14/iterations/1/output_model_yi-6b_load-format_runai_streamer.txt",
        "load-formats/n1/yi-6b+load-format=runai_streamer/warm-1",
        "yi-6b",
        "load-format=runai_streamer"
    )]
    [InlineData(
        "figures/figure-rest/iterations/1/output_model_granite4.0-h-32b_no-enable-prefix-caching_.txt",
        "model-sweep/n1/granite4.0-h-32b+no-enable-prefix-caching/warm-1",
        "granite4.0-h-32b",
        "no-enable-prefix-caching="
    )]
    [InlineData("figures/figure-1/iterations/output_0.7.0.txt", "versions/n1/0.7.0/warm-1", "opt-6.7b", "")]
    [InlineData("figures/figure-12/qwen-4b_uncached.txt", "cpu-usage/n1/qwen-4b/compile-cold-1", "qwen-4b", "")]
    [InlineData(
        "figures/figure-2/iterations/2/output_model_llama3-3b.txt",
        "startup-breakdown/n1/llama3-3b/warm-2",
        "llama3-3b",
        ""
    )]
    public void A_log_is_the_run_that_its_path_says(string path, string folder, string model, string arguments)
    {
        var run = Importer.Plan(new(Artifact, _runs.Root)).Runs.Single(run => run.Record.ImportedFrom == path).Record;

        run.Identity.RelativeFolder.ShouldBe(folder);
        run.Model.ShouldBe(model);
        string.Join(' ', run.Arguments.Select(pair => $"{pair.Key}={pair.Value}")).ShouldBe(arguments);
        run.Files[0].Bytes.ShouldBe(new FileInfo(Path.Combine(Artifact, path)).Length);
    }

    [SharedFact]
    public void A_case_with_a_long_list_has_a_short_name_and_the_whole_argument()
    {
        var runs = Importer
            .Plan(new(Artifact, _runs.Root))
            .Runs.Where(run => run.Record.Model == "gpt-oss-20b")
            .ToList();

        runs.Count.ShouldBe(6);
        var name = runs.Select(run => run.Record.Identity.Case).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        name.ShouldStartWith("gpt-oss-20b+cuda-graph-sizes=1_2_4_8_16_");
        name.Length.ShouldBe(FolderName.MaxLength);
        runs[0].Record.Arguments["cuda-graph-sizes"].ShouldStartWith("1 2 4 8 16 24 ");
        runs[0].Record.Arguments["cuda-graph-sizes"].ShouldEndWith(" 248 256");
    }

    [SharedFact]
    public void Records_say_what_is_known_of_engine_node_and_environment()
    {
        var runs = Importer.Plan(new(Artifact, _runs.Root)).Runs.Select(run => run.Record).ToList();

        var sweep = runs.Find(run => run.Identity.RelativeFolder == "model-sweep/n1/yi-9b/warm-1")!;
        sweep.EngineVersion.ShouldBe("0.10.1.1");
        sweep.Environment.ShouldBe("vllm-0.10.1.1");
        sweep.Variables["VLLM_ATTENTION_BACKEND"].ShouldBe("FLASHINFER");
        sweep.Variables["VLLM_USE_V1"].ShouldBe("1");
        sweep.NodeFacts["gpu"].ShouldBe("H100 NVL");
        sweep.CacheEvidence["compile_cache"].ShouldBe("loaded");
        sweep.Start.ShouldBeNull();

        runs.Find(run => run.Identity.Node == "n2")!.NodeFacts["gpu"].ShouldBe("L40S");
        var version = runs.Find(run => run.Identity.RelativeFolder == "versions/n1/0.7.0/warm-1")!;
        version.EngineVersion.ShouldBe("0.7.0");
        version.Environment.ShouldBe("vllm-0.7.0");
    }

    [SharedFact]
    public void The_cpu_usage_samples_belong_to_the_warm_run_of_figure_12()
    {
        Importer.Import(new(Path.Combine(Artifact, "figures/figure-12"), _runs.Root)).New.ShouldBe(2);

        var runs = new RunStore(VllmLogReader.Instance).Load([_runs.Root]);

        runs[0].Record.Identity.Cache.ShouldBe(CacheState.Warm);
        runs[0].Record.Files.Select(file => file.Name).ShouldBe(["cpu_usage.json", "engine.log"]);
        CpuUsageSamples.Of(runs[0])!.Count.ShouldBe(258);
        CpuUsageSamples.Of(runs[1]).ShouldBeNull();
    }

    [SharedTheory]
    [InlineData("figures", 395)]
    [InlineData("figures/", 395)]
    [InlineData("figures/figure-9", 42)]
    [InlineData("figures/figure-10/", 132)]
    [InlineData("figures/figure-1", 9)]
    public void The_figures_folder_or_a_single_figure_is_enough(string part, int runs)
    {
        var plan = Importer.Plan(new(Path.Combine(Artifact, part), _runs.Root));

        plan.Runs.Length.ShouldBe(runs);
        plan.Runs.ShouldAllBe(run => run.Record.ImportedFrom!.StartsWith("figures/figure-"));
    }

    [SharedFact]
    public void Importing_again_does_nothing_and_parts_agree_with_the_whole()
    {
        var all = Importer.Import(new(Artifact, _runs.Root));
        var before = Snapshot();

        var again = Importer.Import(new(Path.Combine(Artifact, "figures/figure-9"), _runs.Root));

        (all.New, all.AlreadyThere, all.Replaced).ShouldBe((395, 0, 0));
        (again.New, again.AlreadyThere, again.Replaced).ShouldBe((0, 42, 0));
        Snapshot().ShouldBe(before);
        RunVerifier.Verify(_runs.Root).ShouldBeEmpty();
        MeasurementsFile
            .Read(_runs.Root)
            .Where(row => row.Measurement.Metric == "actual_total_time" && row.Measurement.Value > 0)
            .Count()
            .ShouldBe(395);
    }

    [SharedFact]
    public void Logs_are_stored_to_the_byte()
    {
        Importer.Import(new(Path.Combine(Artifact, "figures/figure-2"), _runs.Root));

        File.ReadAllBytes(_runs["startup-breakdown/n1/llama3-3b/warm-4/engine.log"])
            .ShouldBe(
                File.ReadAllBytes(Path.Combine(Artifact, "figures/figure-2/iterations/4/output_model_llama3-3b.txt"))
            );
    }

    [SharedFact]
    public void Compressed_runs_are_the_same_runs()
    {
        var from = Path.Combine(Artifact, "figures/figure-2");
        Importer.Import(new(from, _runs.Root) { Compress = true }).New.ShouldBe(6);

        File.Exists(_runs["startup-breakdown/n1/llama3-3b/warm-4/engine.log.gz"]).ShouldBeTrue();
        Importer.Import(new(from, _runs.Root)).AlreadyThere.ShouldBe(6);
        RunVerifier.Verify(_runs.Root).ShouldBeEmpty();
    }

    [SharedFact]
    public void A_number_can_be_followed_to_the_line_that_it_was_read_from()
    {
        Importer.Import(new(Path.Combine(Artifact, "figures/figure-2"), _runs.Root) { Compress = true });

        var runs = new RunStore(VllmLogReader.Instance).Load([_runs.Root], ["startup-breakdown"]);

        runs.Length.ShouldBe(6);
        var weights = runs[0].Find("load_weights")!;
        weights.Value.ShouldBe(0.78);
        var at = weights.Source.LastIndexOf(':');
        weights.Source[..at].ShouldBe("startup-breakdown/n1/llama3-3b/warm-1/engine.log");
        var line = int.Parse(weights.Source[(at + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        File.ReadLines(Path.Combine(Artifact, "figures/figure-2/iterations/1/output_model_llama3-3b.txt"))
            .ElementAt(line - 1)
            .ShouldContain("Loading weights took 0.78 seconds");
    }

    [SharedFact]
    public void A_log_whose_banner_is_of_another_version_keeps_the_claim_and_the_banner()
    {
        Importer.Import(new(Path.Combine(Artifact, "figures/figure-1"), _runs.Root));

        var run = new RunStore(VllmLogReader.Instance)
            .Load([_runs.Root])
            .Single(run => run.Record.Identity.Case == "0.7.0");

        run.Record.EngineVersion.ShouldBe("0.7.0");
        run.Log!.EngineVersion.ShouldBe("0.6.0");
        run.Value("initialize_engine").ShouldBe(20.12);
    }

    private List<(string, DateTime)> Snapshot() =>
        [
            .. Directory
                .EnumerateFiles(_runs.Root, "*", SearchOption.AllDirectories)
                .Where(path => Path.GetFileName(path) != MeasurementsFile.Name)
                .Order(StringComparer.Ordinal)
                .Select(path => (path, File.GetLastWriteTimeUtc(path))),
        ];
}
