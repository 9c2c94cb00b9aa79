using Cake.Frosting.Testing;

namespace Cake.Frosting.Host.Tests;

public sealed class LifetimeTests
{
    private static HostTester Host() =>
        new HostTester()
            .Task<First>()
            .Task<Second>()
            .Task<Idle>()
            .Task<Failing>()
            .With(host => host.UseLifetime<Lifetime>().UseTaskLifetime<TaskLifetime>());

    [Fact]
    public void Setup_and_teardown_surround_the_run_and_each_task()
    {
        var host = Host();
        host.Run("--target", "Second").ShouldBe(0);
        host.Journal.Lines.ShouldBe([
            "setup for Second: First Second",
            "before First",
            "First",
            "after First, successful",
            "before Second",
            "Second",
            "after Second, successful",
            "teardown, successful: True ",
        ]);
    }

    [Fact]
    public void Setup_and_teardown_have_headers_and_rows()
    {
        var host = Host();
        host.Run("--target", "First").ShouldBe(0);
        host.Output.ShouldContain($"{new string('-', 40)}\nSetup\n{new string('-', 40)}\n");
        host.Output.ShouldContain($"{new string('-', 40)}\nTearDown\n{new string('-', 40)}\n");
        host.Output.ShouldContain("Setup                         00:00:00            Succeeded           \nFirst ");
        host.Output.ShouldContain("TearDown                      00:00:00            Succeeded           \n");
    }

    [Fact]
    public void A_skipped_task_has_a_setup_and_a_teardown_that_knows()
    {
        var host = Host();
        host.Run("--target", "Idle").ShouldBe(1);
        host.Journal.Lines.ShouldBe([
            "setup for Idle: Idle",
            "before Idle",
            "after Idle, skipped, successful",
            "teardown, successful: False Could not reach target 'Idle' since it was skipped due to a criteria.",
        ]);
    }

    [Fact]
    public void Teardowns_run_and_are_told_when_a_task_fails()
    {
        var host = Host();
        host.Run("--target", "Failing").ShouldBe(1);
        host.Journal.Lines.ShouldBe([
            "setup for Failing: Failing",
            "before Failing",
            "after Failing, broken",
            "teardown, successful: False broken",
        ]);
    }

    [Fact]
    public void Teardown_runs_when_the_setup_failed_and_no_task_does()
    {
        var host = new HostTester()
            .Task<First>()
            .With(host => host.UseSetup<FailingSetup>().UseTeardown<NotingTeardown>());
        host.Run("--target", "First").ShouldBe(1);
        host.Journal.Lines.ShouldBe(["teardown"]);
        host.Error.ShouldBe("Error: no setup\n");
        host.Output.ShouldContain("Setup                         00:00:00            Failed              \n");
    }

    [Fact]
    public void An_error_of_the_teardown_fails_a_run_that_had_not_failed()
    {
        var host = new HostTester().Task<First>().With(host => host.UseTeardown<FailingTeardown>());
        host.Run("--target", "First").ShouldBe(1);
        host.Error.ShouldEndWith("Error: no teardown\n");
    }

    [Fact]
    public void An_error_of_the_teardown_does_not_hide_the_task_s()
    {
        var host = new HostTester().Task<Failing>().With(host => host.UseTeardown<FailingTeardown>());
        host.Run("--target", "Failing").ShouldBe(1);
        host.Error.ShouldEndWith("Error: broken\n");
        host.Error.ShouldContain("no teardown");
    }

    [Fact]
    public void A_task_whose_setup_fails_does_not_run()
    {
        var host = new HostTester().Task<First>().With(host => host.UseTaskSetup<FailingTaskSetup>());
        host.Run("--target", "First").ShouldBe(1);
        host.Journal.Lines.ShouldBeEmpty();
        host.Error.ShouldEndWith("Error: no task setup\n");
        host.Output.ShouldContain("First                         00:00:00            Failed              \n");
    }

    [Fact]
    public void The_last_registration_of_a_lifetime_counts()
    {
        var host = new HostTester()
            .Task<First>()
            .With(host => host.UseTeardown<FailingTeardown>().UseTeardown<NotingTeardown>());
        host.Run("--target", "First").ShouldBe(0);
        host.Journal.Lines.ShouldBe(["First", "teardown"]);
    }

    private sealed class First(Journal journal) : NotingTask(journal);

    [IsDependentOn(typeof(First))]
    private sealed class Second(Journal journal) : NotingTask(journal);

    private sealed class Idle(Journal journal) : NotingTask(journal)
    {
        public override bool ShouldRun(ICakeContext context) => false;
    }

    private sealed class Failing : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("broken");
    }

    private sealed class Lifetime(Journal journal) : FrostingLifetime<FrostingContext>
    {
        public override void Setup(FrostingContext context, ISetupContext info) =>
            journal.Note(
                $"setup for {info.TargetTask.Name}: {string.Join(' ', info.TasksToExecute.Select(t => t.Name))}"
            );

        public override void Teardown(FrostingContext context, ITeardownContext info) =>
            journal.Note($"teardown, successful: {info.Successful} {info.ThrownException?.Message}");
    }

    private sealed class TaskLifetime(Journal journal) : FrostingTaskLifetime<FrostingContext>
    {
        public override void Setup(FrostingContext context, ITaskSetupContext info) =>
            journal.Note($"before {info.Task.Name}");

        public override void Teardown(FrostingContext context, ITaskTeardownContext info) =>
            journal.Note(
                $"after {info.Task.Name}, {(info.Skipped ? "skipped, " : "")}{info.ThrownException?.Message ?? "successful"}"
            );
    }

    private sealed class FailingSetup : FrostingSetup
    {
        public override void Setup(ICakeContext context, ISetupContext info) =>
            throw new InvalidOperationException("no setup");
    }

    private sealed class NotingTeardown(Journal journal) : FrostingTeardown
    {
        public override void Teardown(ICakeContext context, ITeardownContext info) => journal.Note("teardown");
    }

    private sealed class FailingTeardown : FrostingTeardown
    {
        public override void Teardown(ICakeContext context, ITeardownContext info) =>
            throw new InvalidOperationException("no teardown");
    }

    private sealed class FailingTaskSetup : FrostingTaskSetup
    {
        public override void Setup(ICakeContext context, ITaskSetupContext info) =>
            throw new InvalidOperationException("no task setup");
    }
}
