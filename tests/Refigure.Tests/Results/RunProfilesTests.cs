using Refigure.Results;

namespace Refigure.Tests.Results;

public sealed class RunProfilesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("refigure-profiles-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_a_killed_host_was_writing_is_not_looked_at()
    {
        var identity = new RunIdentity("x", "here", "c", CacheState.Warm, 1);
        var torn = Directory.CreateDirectory(RunFolder.PathOf(_root, identity) + ".partial-17");
        File.WriteAllText(Path.Combine(torn.FullName, RunFolder.RecordName), "{\"schema");

        RunProfiles.In(_root).ShouldBeEmpty();
    }

    [Fact]
    public void The_profiles_of_finished_runs_are_found()
    {
        using var pending = PendingRun.Begin(_root, new RunIdentity("x", "here", "c", CacheState.Warm, 1));
        pending.Complete(
            new RunRecord
            {
                Identity = pending.Identity,
                Hash = "",
                Files = [],
                Profile = "smoke",
                Engine = "llamacpp",
                Model = "m",
            }
        );

        RunProfiles.In(_root).ShouldBe(["smoke"]);
    }
}
