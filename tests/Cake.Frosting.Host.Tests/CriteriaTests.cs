using Cake.Frosting.Testing;

namespace Cake.Frosting.Host.Tests;

public sealed class CriteriaTests
{
    [Fact]
    public void A_dependency_whose_criteria_say_no_is_skipped_and_the_target_runs()
    {
        var host = new HostTester().Task<Idle>().Task<Busy>();
        host.Run("--target", "Busy").ShouldBe(0);
        host.Journal.Lines.ShouldBe(["Busy"]);
        host.Output.ShouldContain("Idle                          -                   Skipped             \n");
        host.Output.ShouldNotContain("=\nIdle\n=");
    }

    [Fact]
    public void A_skipped_step_has_a_header_at_verbose()
    {
        var host = new HostTester().Task<Idle>().Task<Busy>();
        host.Run("--target", "Busy", "--verbosity", "verbose").ShouldBe(0);
        host.Output.ShouldContain("=\nIdle\n=");
        host.Output.ShouldContain("Skipping task: Idle\n");
    }

    [Fact]
    public void A_target_that_is_skipped_was_not_reached()
    {
        var host = new HostTester().Task<Idle>();
        host.Run("--target", "Idle").ShouldBe(1);
        host.Error.ShouldBe("Error: Could not reach target 'Idle' since it was skipped due to a criteria.\n");
    }

    [Fact]
    public void A_target_that_is_skipped_says_why()
    {
        var host = new HostTester().Task<Telling>();
        host.Run("--target", "Telling").ShouldBe(1);
        host.Error.ShouldBe("Error: Could not reach target 'Telling' since it was skipped due to a criteria: no GPU\n");
    }

    [Fact]
    public void A_target_that_was_skipped_as_a_dependency_before_was_not_reached_either()
    {
        var host = new HostTester().Task<Idle>().Task<Busy>();
        host.Run("--target", "Busy", "--target", "Idle").ShouldBe(1);
        host.Journal.Lines.ShouldBe(["Busy"]);
        host.Error.ShouldContain("Could not reach target 'Idle'");
    }

    private sealed class Idle(Journal journal) : NotingTask(journal)
    {
        public override bool ShouldRun(ICakeContext context) => false;
    }

    [IsDependentOn(typeof(Idle))]
    private sealed class Busy(Journal journal) : NotingTask(journal);

    private sealed class Telling(Journal journal) : NotingTask(journal), IFrostingTask
    {
        string IFrostingTask.SkippedMessage => "no GPU";

        public override bool ShouldRun(ICakeContext context) => false;
    }
}
