using Cake.Frosting.Testing;

namespace Cake.Frosting.Host.Tests;

public sealed class ErrorTests
{
    [Fact]
    public void A_failed_task_ends_the_run_with_1_and_its_message_on_the_error_stream()
    {
        var host = new HostTester().Task<Failing>().Task<AfterFailing>();
        host.Run("--target", "AfterFailing").ShouldBe(1);
        host.Journal.Lines.ShouldBe(["finally"]);
        host.Error.ShouldBe("An error occurred when executing task 'Failing'.\nError: no such log\n");
        host.Output.ShouldContain("Failing                       00:00:00            Failed              \n");
        host.Output.ShouldNotContain("AfterFailing ");
    }

    [Fact]
    public void The_stack_trace_is_shown_at_diagnostic_verbosity_alone()
    {
        var host = new HostTester().Task<Failing>();
        host.Run("--target", "Failing", "-v", "d").ShouldBe(1);
        host.Error.ShouldContain("System.InvalidOperationException: no such log");
        host.Error.ShouldContain("   at Cake.Frosting.Host.Tests.ErrorTests.Failing.Run(");
    }

    [Fact]
    public void An_error_that_is_continued_after_is_a_failed_row_and_no_failed_run()
    {
        var host = new HostTester().Task<Tolerated>().Task<AfterTolerated>();
        host.Run("--target", "AfterTolerated").ShouldBe(0);
        host.Journal.Lines.ShouldBe(["AfterTolerated"]);
        host.Output.ShouldContain("Tolerated                     00:00:00            Failed              \n");
        host.Output.ShouldContain("AfterTolerated                00:00:00            Succeeded           \n");
        host.Error.ShouldBe("An error occurred when executing task 'Tolerated'.\nError: never mind\n");
    }

    [Fact]
    public void An_error_handler_that_returns_has_handled_the_error()
    {
        var host = new HostTester().Task<Handling>();
        host.Run("--target", "Handling").ShouldBe(0);
        host.Journal.Lines.ShouldBe(["handled: broken"]);
        host.Output.ShouldContain("Failed");
    }

    [Fact]
    public void An_error_handler_can_put_an_exit_code_in_place()
    {
        var host = new HostTester().Task<Translating>();
        host.Run("--target", "Translating").ShouldBe(2);
        host.Error.ShouldBe("Error: expected a folder\n");
    }

    [Fact]
    public void An_error_handler_and_ContinueOnError_are_one_too_many()
    {
        var host = new HostTester().Task<TwiceHandled>();
        host.Run("--target", "TwiceHandled").ShouldBe(1);
        host.Error.ShouldContain("There can only be one error handler per task.");
    }

    [Theory]
    [InlineData("Coded", 42)]
    [InlineData("Gathered", 42)]
    [InlineData("Plain", 1)]
    public void A_CakeException_decides_the_exit_code(string target, int expected)
    {
        var host = new HostTester().Task<Coded>().Task<Gathered>().Task<Plain>();
        host.Run("--target", target).ShouldBe(expected);
    }

    [Fact]
    public void Several_errors_are_told_one_a_line()
    {
        var host = new HostTester().Task<Gathered>();
        host.Run("--target", "Gathered");
        host.Error.ShouldEndWith("Error:\n\tfirst\n\tsecond\n");
    }

    [Fact]
    public void An_error_in_Finally_does_not_hide_the_task_s_own()
    {
        var host = new HostTester().Task<FailingTwice>();
        host.Run("--target", "FailingTwice").ShouldBe(1);
        host.Error.ShouldEndWith("Error: first\n");
        host.Error.ShouldContain("second");
    }

    [Fact]
    public void An_error_in_Finally_alone_fails_the_task()
    {
        var host = new HostTester().Task<FailingLast>();
        host.Run("--target", "FailingLast").ShouldBe(1);
        host.Error.ShouldEndWith("Error: last\n");
        host.Output.ShouldContain("Failed");
    }

    private sealed class Failing(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("no such log");

        public override void Finally(ICakeContext context) => journal.Note("finally");
    }

    [IsDependentOn(typeof(Failing))]
    private sealed class AfterFailing(Journal journal) : NotingTask(journal);

    [ContinueOnError]
    private sealed class Tolerated : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("never mind");
    }

    [IsDependentOn(typeof(Tolerated))]
    private sealed class AfterTolerated(Journal journal) : NotingTask(journal);

    private sealed class Handling(Journal journal) : AsyncFrostingTask
    {
        public override async Task RunAsync(ICakeContext context)
        {
            await Task.Yield();
            throw new InvalidOperationException("broken");
        }

        public override void OnError(Exception exception, ICakeContext context) =>
            journal.Note($"handled: {exception.Message}");
    }

    private sealed class Translating : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("broken");

        public override void OnError(Exception exception, ICakeContext context) =>
            throw new CakeException(2, "expected a folder", exception);
    }

    [ContinueOnError]
    private sealed class TwiceHandled(Journal journal) : NotingTask(journal)
    {
        public override void OnError(Exception exception, ICakeContext context) { }
    }

    private sealed class Coded : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new CakeException(42);
    }

    private sealed class Gathered : FrostingTask
    {
        public override void Run(ICakeContext context) =>
            throw new AggregateException(new InvalidOperationException("first"), new CakeException(42, "second"));
    }

    private sealed class Plain : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new CakeException("plain");
    }

    private sealed class FailingTwice : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("first");

        public override void Finally(ICakeContext context) => throw new InvalidOperationException("second");
    }

    private sealed class FailingLast(Journal journal) : NotingTask(journal)
    {
        public override void Finally(ICakeContext context) => throw new InvalidOperationException("last");
    }
}
