using Refigure.Imports;
using Refigure.Results;
using Refigure.Testing;
using Refigure.Tests.Results;

namespace Refigure.Tests.Imports;

/// <summary>Our own recordings: any folder of logs.</summary>
public sealed class LabImportTests : IDisposable
{
    private static readonly Importer Importer = new(VllmLogReader.Instance);
    private readonly TemporaryFolder _runs = new();

    public void Dispose() => _runs.Dispose();

    [SharedFact]
    public void The_h100_recordings_become_six_runs()
    {
        var plan = Plan("h100");

        Folders(plan)
            .ShouldBe([
                "imported/h100/llama-0.1b/warm-1",
                "imported/h100/llama-0.1b/compile-cold-1",
                "imported/h100/llama-1b/warm-1",
                "imported/h100/llama-1b/warm-2",
                "imported/h100/llama-1b/compile-cold-1",
                "imported/h100/llama-1b/page-cold-1",
            ]);
        plan.Findings.ShouldBeEmpty();
    }

    [SharedFact]
    public void The_h200_recordings_become_eight_runs_of_two_versions()
    {
        var plan = Plan("h200");

        Folders(plan)
            .ShouldBe([
                "imported/h200/llama-1b/warm-1",
                "imported/h200/llama-1b/compile-cold-1",
                "imported/h200/llama-1b/page-cold-1",
                "imported/h200/llama-1b+sizes10/compile-cold-1",
                "imported/h200/llama-1b+sizes20/compile-cold-1",
                "imported/h200/llama-1b+sizes3/compile-cold-1",
                "imported/h200/v0.20.2-llama-1b/warm-1",
                "imported/h200/v0.20.2-llama-1b/compile-cold-1",
            ]);
        plan.Runs.CountBy(run => run.Record.Environment!).ShouldBe([new("vllm-0.25.1", 6), new("vllm-0.20.2", 2)]);
        var sizes = plan.Runs[5].Record;
        sizes.Model.ShouldBe("synthetic-llama-1b");
        sizes.Arguments["cudagraph_capture_sizes"].ShouldBe("1 2 4");
        sizes.Arguments["max_model_len"].ShouldBe("4096");
        sizes.DurationSeconds.ShouldBe(65.32599976300003);
        sizes.CacheEvidence["compile_cache"].ShouldBe("compiled");
        sizes.Files.Length.ShouldBe(2);
    }

    [SharedFact]
    public void Results_beside_the_engines_logs_are_runs_with_their_client_s_log()
    {
        var plan = Importer.Plan(new(SharedData.Path("data/lab/h200"), _runs.Root) { Node = "h200" });

        Folders(plan)
            .Except(Folders(Plan("h200")))
            .ShouldBe([
                "imported/h200/serve-tp1_server/compile-cold-1",
                "imported/h200/serve-tp1_synthetic-llama-1b_in512_c1/warm-1",
                "imported/h200/serve-tp1_synthetic-llama-1b_in512_c128/warm-1",
                "imported/h200/serve-tp1_synthetic-llama-1b_in512_c16/warm-1",
                "imported/h200/serve-tp1_synthetic-llama-1b_in512_c4/warm-1",
                "imported/h200/serve-tp1_synthetic-llama-1b_in512_c64/warm-1",
                "imported/h200/traces_profile-tp2-eager/warm-1",
                "imported/h200/traces_profile-tp2-eager_server/warm-1",
                "imported/h200/traces_profile-tp2-graph/warm-1",
                "imported/h200/traces_profile-tp2-graph_server/compile-cold-1",
            ]);
        plan.Findings.Single(finding => finding.Kind == "no-engine-log")
            .Message.ShouldStartWith("left out, for no engine wrote them: serve-tp1/orphan.txt");
    }

    private ImportPlan Plan(string node) =>
        Importer.Plan(new(SharedData.Path($"data/lab/{node}/startup"), _runs.Root) { Node = node });

    private static IEnumerable<string> Folders(ImportPlan plan) =>
        plan.Runs.Select(run => run.Record.Identity.RelativeFolder);
}
