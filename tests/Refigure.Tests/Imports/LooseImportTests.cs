using System.IO.Compression;
using System.Text;
using Refigure.Imports;
using Refigure.Results;
using Refigure.Tests.Results;

namespace Refigure.Tests.Imports;

/// <summary>Folders of logs that are no artifact.</summary>
public sealed class LooseImportTests : IDisposable
{
    private const string Compiled = SampleRuns.Log + "INFO Compiling a graph takes 9 s\n";

    private static readonly Importer Importer = new(new FakeLogReader());
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Case_version_and_cache_state_come_from_path_and_log()
    {
        Log("logs/a/b/engine.log", Compiled);
        Log("logs/a/serve.txt");
        Log("logs/top.LOG");
        Log("logs/.hidden/x.log");
        Log("logs/readme.md");

        var plan = Plan("logs", node: "h100");

        Folders(plan)
            .ShouldBe(["imported/h100/a_b/compile-cold-1", "imported/h100/a_serve/warm-1", "imported/h100/top/warm-1"]);
        var record = plan.Runs[0].Record;
        record.Environment.ShouldBe("vllm-0.10.1.1");
        record.Model.ShouldBe("yi-6b");
        record.Profile.ShouldBe("lab");
        record.ImportedFrom.ShouldBe("a/b/engine.log");
        plan.Runs[1].Record.CacheEvidence["compile_cache"].ShouldBe("off");
    }

    [Fact]
    public void Run_folders_claim_cache_state_and_iteration_and_zero_shifts_a_group()
    {
        Log("logs/llama-1b/compile-cold-0/engine.log", Compiled);
        Log("logs/llama-1b/warm-1/engine.log");
        Log("logs/llama-1b/warm-2/engine.log");
        Log("logs/other/warm-0/engine.log");
        Log("logs/other/warm-1/engine.log");

        Folders(Plan("logs"))
            .ShouldBe([
                "imported/unknown/llama-1b/warm-1",
                "imported/unknown/llama-1b/warm-2",
                "imported/unknown/llama-1b/compile-cold-1",
                "imported/unknown/other/warm-1",
                "imported/unknown/other/warm-2",
            ]);
        Folders(Plan("logs/llama-1b/warm-2")).ShouldBe(["imported/unknown/llama-1b/warm-2"]);
    }

    [Fact]
    public void Cases_of_equal_name_in_different_folders_stay_apart()
    {
        Log("logs/h100/startup/llama/warm-1/engine.log");
        Log("logs/h200/startup/llama/warm-1/engine.log");
        Log("logs/x y.log");
        Log("logs/x?y.log");
        Log("logs/z.log");
        Log("logs/z.txt");

        var names = Folders(Plan("logs")).ToList();

        names.Count.ShouldBe(6);
        names.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(6);
        names.ShouldContain("imported/unknown/h100_startup_llama/warm-1");
        names.ShouldContain("imported/unknown/h200_startup_llama/warm-1");
        names.ShouldContain("imported/unknown/z/warm-2");
    }

    [Fact]
    public void Facts_beside_a_log_fill_the_record_and_are_kept()
    {
        Log("logs/m/page-cold-1/engine.log");
        Log(
            "logs/m/page-cold-1/facts.json",
            """
            {"model":"synthetic","args":{"max_model_len":4096,"cudagraph_capture_sizes":[1,2,4]},"env":{"HF_TOKEN":"x"},
             "exit":3,"start":1795311193.292761,"seconds":64.45999874800003,"bytes":2994885096,
             "residency_before":0.0,"residency_after":1.0}
            """
        );

        Importer.Import(new(_folder["logs"], _folder["runs"])).New.ShouldBe(1);
        var record = new RunStore(new FakeLogReader()).Load([_folder["runs"]])[0].Record;

        record.Arguments["cudagraph_capture_sizes"].ShouldBe("1 2 4");
        record.Variables["HF_TOKEN"].ShouldBe("***");
        record.ExitStatus.ShouldBe(3);
        record.DurationSeconds.ShouldBe(64.45999874800003);
        record.ModelBytes.ShouldBe(2994885096);
        record.Start.ShouldBe(new DateTimeOffset(2026, 11, 22, 1, 33, 13, TimeSpan.Zero).AddTicks(2927610));
        record.CacheEvidence["page_residency_before"].ShouldBe("0.0");
        record.CacheEvidence["page_residency_after"].ShouldBe("1.0");
        record.Files.Select(file => file.Name).ShouldBe(["engine.log", "facts.json"]);
        record.InvalidReasons.ShouldBe(["the engine ended with exit status 3"]);
    }

    [Fact]
    public void Facts_that_say_nothing_known_are_left_out_and_said()
    {
        Log("logs/m/warm-1/engine.log");
        Log("logs/m/warm-1/facts.json", "[1");

        var plan = Plan("logs");

        plan.Runs[0].Sources.Length.ShouldBe(1);
        plan.Findings.ShouldHaveSingleItem().Kind.ShouldBe("unread-facts");
    }

    [Fact]
    public void Gzipped_logs_are_read_and_stored_plain()
    {
        Directory.CreateDirectory(_folder["logs"]);
        using (var gzip = new GZipStream(File.Create(_folder["logs/a.log.gz"]), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(SampleRuns.Log));
        }

        Importer.Import(new(_folder["logs"], _folder["runs"])).New.ShouldBe(1);

        File.ReadAllText(_folder["runs/imported/unknown/a/warm-1/engine.log"]).ShouldBe(SampleRuns.Log);
        RunVerifier.Verify(_folder["runs"]).ShouldBeEmpty();
    }

    [Fact]
    public void A_damaged_gzip_is_one_sentence()
    {
        Log("logs/a.log.gz", "no gzip");

        Should
            .Throw<UserErrorException>(() => Plan("logs"))
            .Message.ShouldStartWith($"cannot read {_folder["logs/a.log.gz"]} (");
    }

    [Fact]
    public void Texts_that_no_engine_wrote_are_left_out_and_said()
    {
        Log("logs/a.log");
        Log("logs/bench.txt", "============ Serving Benchmark Result ============\n");

        var plan = Plan("logs");

        plan.Runs.Length.ShouldBe(1);
        plan.Findings.ShouldHaveSingleItem().Message.ShouldBe("left out, for no engine wrote them: bench.txt.");
    }

    [Fact]
    public void Links_are_not_followed()
    {
        Log("outside/secret.log");
        Log("logs/a.log");
        File.CreateSymbolicLink(_folder["logs/b.log"], _folder["outside/secret.log"]);
        Directory.CreateSymbolicLink(_folder["logs/c"], _folder["outside"]);

        var plan = Plan("logs");

        Folders(plan).ShouldBe(["imported/unknown/a/warm-1"]);
        plan.Findings.ShouldHaveSingleItem()
            .Message.ShouldBe("links are not followed: b.log, c; copy what they lead to.");
    }

    [Fact]
    public void The_runs_root_inside_the_folder_is_not_imported()
    {
        Log("logs/a.log");

        Importer.Import(new(_folder["logs"], _folder["logs/runs"])).New.ShouldBe(1);

        var again = Importer.Import(new(_folder["logs"], _folder["logs/runs"]));
        (again.New, again.AlreadyThere).ShouldBe((0, 1));
    }

    [Fact]
    public void A_folder_with_nothing_to_import_is_one_sentence()
    {
        Directory.CreateDirectory(_folder["void"]);
        Log("texts/notes.txt", "nothing\n");
        Log("zero/a.log", "");

        Should
            .Throw<UserErrorException>(() => Plan("void"))
            .Message.ShouldStartWith($"{_folder["void"]} is no artifact of the study and holds no logs (*.log, *.txt)");
        Should
            .Throw<UserErrorException>(() => Plan("texts"))
            .Message.ShouldContain("no engine logs (looked into notes.txt)");
        Should.Throw<UserErrorException>(() => Plan("zero")).Message.ShouldContain("(1 of 0 bytes)");
        Should
            .Throw<UserErrorException>(() => Plan("absent"))
            .Message.ShouldStartWith($"there is no folder {_folder["absent"]}");
        Should.Throw<UserErrorException>(() => Plan("zero/a.log")).Message.ShouldContain("is a file");
    }

    [Fact]
    public void Hostile_names_stay_below_the_runs_root()
    {
        Log("logs/a\\..\\..\\b/warm-1/engine.log");
        Log("logs/" + new string('x', 200) + ".log");

        var import = Importer.Import(new(_folder["logs"], _folder["runs"]) { Node = "../../n" });

        import.New.ShouldBe(2);
        Folders(Plan("logs", "../../n")).ShouldAllBe(folder => folder.StartsWith("imported/-..-n/"));
        RunFolder.List(_folder["runs"]).Length.ShouldBe(2);
    }

    [Fact]
    public void A_runs_folder_is_for_merging()
    {
        SampleRuns.Store(_folder["others"]);

        Should.Throw<UserErrorException>(() => Plan("others")).Message.ShouldContain("--runs");
    }

    [Fact]
    public void The_result_holds_every_run_of_the_root_and_the_experiment_may_be_named()
    {
        SampleRuns.Store(_folder["runs"]);
        Log("logs/a.log");

        var result = Importer.Import(new(_folder["logs"], _folder["runs"]) { Experiment = "startup-breakdown" });

        result
            .Runs.Select(run => run.Record.Identity.RelativeFolder)
            .ShouldBe(["model-sweep/n1/yi-6b/warm-1", "startup-breakdown/unknown/a/warm-1"]);
    }

    private void Log(string path, string content = SampleRuns.Log) => _folder.Write(path, content);

    private ImportPlan Plan(string from, string? node = null) =>
        Importer.Plan(new(_folder[from], _folder["runs"]) { Node = node });

    private static IEnumerable<string> Folders(ImportPlan plan) =>
        plan.Runs.Select(run => run.Record.Identity.RelativeFolder);
}
