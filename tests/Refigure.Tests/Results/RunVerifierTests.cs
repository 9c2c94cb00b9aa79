using Refigure.Results;
using Refigure.Tests.Environments;

namespace Refigure.Tests.Results;

public sealed class RunVerifierTests : IDisposable
{
    private readonly TemporaryFolder _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Untouched_runs_verify()
    {
        SampleRuns.Store(_runs.Root);
        SampleRuns.Store(_runs.Root, SampleRuns.Identity(2), compress: true);

        RunVerifier.Verify(_runs.Root).ShouldBeEmpty();
    }

    [Fact]
    public void The_recorded_runs_are_as_they_were_made() =>
        RunVerifier.Verify(RealEngine.Folder("figures/recorded")).ShouldBeEmpty();

    [Fact]
    public void A_changed_and_a_missing_file_and_a_changed_record_are_named()
    {
        SampleRuns.Store(_runs.Root);
        SampleRuns.Store(_runs.Root, SampleRuns.Identity(2));
        SampleRuns.Store(_runs.Root, SampleRuns.Identity(3));
        _runs.Write("model-sweep/n1/yi-6b/warm-1/engine.log", "changed");
        File.Delete(_runs["model-sweep/n1/yi-6b/warm-2/engine.log"]);
        var record = _runs["model-sweep/n1/yi-6b/warm-3/run.json"];
        var hash = RunFolder.Find(_runs.Root, SampleRuns.Identity(3))!.Hash;
        File.WriteAllText(record, File.ReadAllText(record).Replace(hash, "00", StringComparison.Ordinal));

        var findings = RunVerifier.Verify(_runs.Root);

        findings.Select(finding => finding.Kind).ShouldBe(["changed-file", "missing-file", "wrong-hash"]);
        findings[0].Message.ShouldStartWith("model-sweep/n1/yi-6b/warm-1/engine.log was changed: its SHA-256 is");
        findings[2].Runs.ShouldBe(["model-sweep/n1/yi-6b/warm-3"]);
    }
}
