using Cake.Frosting.Hosting.Running;
using Cake.Frosting.Testing;

namespace Cake.Frosting.Host.Tests;

public sealed class InterruptionTests
{
    [Theory]
    [InlineData("SIGINT", 130)]
    [InlineData("SIGTERM", 143)]
    public void A_task_that_ends_on_a_signal_is_reported_as_interrupted_and_nothing_follows(string signal, int exitCode)
    {
        var host = new HostTester().Task<Ending>().Task<Following>().With(host => host.UseTeardown<NotingTeardown>());
        Ending.Signal = signal == "SIGINT" ? Interrupt.Keyboard : Interrupt.Termination;
        host.Run("--target", "Following").ShouldBe(exitCode);
        host.Journal.Lines.ShouldBe(["finally", "teardown, successful: False"]);
        host.Output.ShouldContain("Ending                        00:00:00            Interrupted         \n");
        host.Error.ShouldBe($"Error: Interrupted by {signal} at 'Ending'.\n");
    }

    [Fact]
    public void A_task_that_ends_quietly_after_a_signal_is_the_last_one()
    {
        var host = new HostTester().Task<Quiet>().Task<AfterQuiet>();
        host.Run("--target", "AfterQuiet").ShouldBe(130);
        host.Journal.Lines.ShouldBe(["Quiet"]);
        host.Output.ShouldContain("Quiet                         00:00:00            Succeeded           \n");
        host.Error.ShouldBe("Error: Interrupted by SIGINT at 'Quiet'.\n");
    }

    [Fact]
    public void An_error_after_a_signal_counts_as_the_interruption_and_is_not_swallowed()
    {
        var host = new HostTester().Task<Broken>().Task<AfterBroken>();
        host.Run("--target", "AfterBroken").ShouldBe(130);
        host.Journal.Lines.ShouldBeEmpty();
        host.Error.ShouldBe("Error: Interrupted by SIGINT at 'Broken'.\n");
    }

    [Fact]
    public void A_cancelled_task_without_a_signal_has_failed()
    {
        var host = new HostTester().Task<TimedOut>();
        host.Run("--target", "TimedOut").ShouldBe(1);
        host.Output.ShouldContain("Failed");
    }

    [Fact]
    public void A_signal_that_the_task_heard_of_first_counts_all_the_same()
    {
        var host = new HostTester().Task<TimedOut>();
        host.Interruption.Late = Interrupt.Keyboard;
        host.Run("--target", "TimedOut").ShouldBe(130);
        host.Output.ShouldContain("Interrupted");
    }

    private sealed class Ending(Journal journal, ManualInterruption interruption) : FrostingTask
    {
        public static Interrupt Signal { get; set; } = Interrupt.Keyboard;

        public override void Run(ICakeContext context)
        {
            interruption.Received = Signal;
            throw new OperationCanceledException();
        }

        public override void Finally(ICakeContext context) => journal.Note("finally");
    }

    [IsDependentOn(typeof(Ending))]
    private sealed class Following(Journal journal) : NotingTask(journal);

    private sealed class Quiet(Journal journal, ManualInterruption interruption) : NotingTask(journal)
    {
        public override void Run(ICakeContext context)
        {
            interruption.Received = Interrupt.Keyboard;
            base.Run(context);
        }
    }

    [IsDependentOn(typeof(Quiet))]
    private sealed class AfterQuiet(Journal journal) : NotingTask(journal);

    [ContinueOnError]
    private sealed class Broken(ManualInterruption interruption) : FrostingTask
    {
        public override void Run(ICakeContext context)
        {
            interruption.Received = Interrupt.Keyboard;
            throw new InvalidOperationException("the engine went away");
        }
    }

    [IsDependentOn(typeof(Broken))]
    private sealed class AfterBroken(Journal journal) : NotingTask(journal);

    private sealed class TimedOut : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new OperationCanceledException("too slow");
    }

    private sealed class NotingTeardown(Journal journal) : FrostingTeardown
    {
        public override void Teardown(ICakeContext context, ITeardownContext info) =>
            journal.Note($"teardown, successful: {info.Successful}");
    }
}
