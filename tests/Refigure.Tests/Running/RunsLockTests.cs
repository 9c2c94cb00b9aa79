using Refigure.Running;

namespace Refigure.Tests.Running;

public sealed class RunsLockTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("refigure-lock-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_second_host_is_told_who_works_there()
    {
        using var first = RunsLock.Take(_root, TimeProvider.System);

        var error = Should.Throw<UserErrorException>(() => RunsLock.Take(_root, TimeProvider.System));

        error.Message.ShouldContain($"is in use by process {Environment.ProcessId} on {Environment.MachineName}");
        error.Message.ShouldContain("--runs");
    }

    [Fact]
    public void A_lock_that_was_given_back_can_be_taken_again()
    {
        RunsLock.Take(_root, TimeProvider.System).Dispose();

        using var again = RunsLock.Take(_root, TimeProvider.System);

        File.Exists(Path.Combine(_root, ".lock-owner")).ShouldBeTrue();
    }

    [Fact]
    public void What_a_crashed_host_left_there_locks_nobody_out()
    {
        File.WriteAllText(Path.Combine(_root, ".lock"), "");
        File.WriteAllText(Path.Combine(_root, ".lock-owner"), "process 1 on elsewhere");

        using var taken = RunsLock.Take(_root, TimeProvider.System);

        File.ReadAllText(Path.Combine(_root, ".lock-owner")).ShouldContain($"process {Environment.ProcessId} ");
    }

    [Fact]
    public void The_folder_is_made_if_it_is_not_there()
    {
        var root = Path.Combine(_root, "new", "runs");

        using var taken = RunsLock.Take(root, TimeProvider.System);

        Directory.Exists(root).ShouldBeTrue();
    }

    [Fact]
    public void A_root_that_is_a_file_is_refused()
    {
        var file = Path.Combine(_root, "file");
        File.WriteAllText(file, "");

        Should.Throw<UserErrorException>(() => RunsLock.Take(file, TimeProvider.System)).Message.ShouldContain(file);
    }
}
