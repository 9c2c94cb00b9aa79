using Cake.Frosting.Testing;

namespace Cake.Frosting.Host.Tests;

public sealed class OutputTests
{
    private static HostTester Host() =>
        new HostTester().Task<Parse>().Task<Draw>().Task<All>().Task<Default>().Task<Alone>();

    [Fact]
    public void A_run_prints_a_header_for_each_step_and_a_table()
    {
        var host = Host();
        host.Run("--target", "Draw").ShouldBe(0);
        host.Error.ShouldBeEmpty();
        host.Output.ShouldBe(
            """

            ========================================
            Parse
            ========================================
            parsing

            ========================================
            Draw
            ========================================

            Task                          Duration            Status              
            ----------------------------------------------------------------------
            Parse                         00:12:01.5000000    Succeeded           
            Draw                          00:00:00            Succeeded           
            ----------------------------------------------------------------------
            Total:                        00:12:01.5000000                        

            """.ReplaceLineEndings("\n")
        );
    }

    [Fact]
    public void A_long_name_widens_the_table()
    {
        var host = new HostTester().Task<Long>();
        host.Run("--target", "A-task-with-a-name-of-forty-one-characters").ShouldBe(0);
        host.Output.ShouldContain(
            "\nTask                                       Duration            Status              \n"
        );
        host.Output.ShouldContain($"\n{new string('-', 83)}\n");
    }

    [Fact]
    public void A_task_that_only_gathers_others_has_a_row_at_verbose_alone()
    {
        var normal = Host();
        normal.Run("--target", "All").ShouldBe(0);
        normal.Output.ShouldNotContain("Delegated");

        var verbose = Host();
        verbose.Run("--target", "All", "--verbosity=Verbose").ShouldBe(0);
        verbose.Output.ShouldContain("All                           00:00:00            Delegated           \n");
        verbose.Output.ShouldContain("Executing task: All\nFinished executing task: All\nCompleted in 00:00:00\n");
    }

    [Fact]
    public void Quiet_leaves_the_headers_out()
    {
        var host = Host();
        host.Run("--target", "Draw", "-v", "q").ShouldBe(0);
        host.Output.ShouldStartWith("\nTask                          Duration");
    }

    [Fact]
    public void The_tree_shows_the_default_first_and_what_each_task_needs()
    {
        var host = Host();
        host.Run("--tree").ShouldBe(0);
        host.Journal.Lines.ShouldBeEmpty();
        host.Output.ShouldBe(
            """

            Default
            └─All
              ├─Draw
              │ └─Parse
              └─Parse

            Alone


            """.ReplaceLineEndings("\n")
        );
    }

    [Fact]
    public void The_description_lists_the_tasks_by_name()
    {
        var host = Host();
        host.Run("--description").ShouldBe(0);
        host.Output.ShouldBe(
            $"""

            Task                          Description
            {new string('=', 80)}
            All
            Alone
            Default
            Draw                          Draws the figure
            Parse                         Reads the logs

            """.ReplaceLineEndings("\n")
        );
    }

    [Theory]
    [InlineData("--dryrun")]
    [InlineData("--noop")]
    [InlineData("--whatif")]
    public void A_dry_run_lists_the_tasks_in_order_and_runs_none(string option)
    {
        var host = Host();
        host.Run("--target", "Default", "--target", "Alone", option).ShouldBe(0);
        host.Journal.Lines.ShouldBe(["Alone asked"]);
        host.Output.ShouldBe(
            """
            Performing dry run...
            Targets are: Default, Alone

            1. Parse
            2. Draw
            3. All
            4. Default
            5. Alone

            This was a dry run.
            No tasks were actually executed.

            """.ReplaceLineEndings("\n")
        );
    }

    [Fact]
    public void A_dry_run_runs_setup_and_teardown_of_the_run()
    {
        var host = Host().With(host => host.UseSetup<NotingSetup>().UseTaskSetup<NotingTaskSetup>());
        host.Run("--target", "Parse", "--dryrun").ShouldBe(0);
        host.Journal.Lines.ShouldBe(["setup"]);
    }

    [Theory]
    [InlineData("--help", "Usage:")]
    [InlineData("-h", "--target")]
    [InlineData("--info", "Cake.Frosting.Host ")]
    public void Help_and_info_run_nothing(string option, string expected)
    {
        var host = Host();
        host.Run(option).ShouldBe(0);
        host.Output.ShouldContain(expected);
        host.Journal.Lines.ShouldBeEmpty();
    }

    [Fact]
    public void The_version_is_one_line()
    {
        var host = Host();
        host.Run("--version").ShouldBe(0);
        host.Output.Split('\n').Length.ShouldBe(2);
        host.Output.ShouldMatch(@"^\d+\.\d+");
    }

    [TaskDescription("Reads the logs")]
    private sealed class Parse(ManualTime time) : FrostingTask
    {
        public override void Run(ICakeContext context)
        {
            time.Advance(TimeSpan.FromSeconds(721.5));
            context.Information("parsing");
            context.Verbose("details");
        }
    }

    [TaskDescription("Draws the figure")]
    [IsDependentOn(typeof(Parse))]
    private sealed class Draw(Journal journal) : NotingTask(journal);

    [IsDependentOn(typeof(Draw))]
    [IsDependentOn(typeof(Parse))]
    private sealed class All : FrostingTask;

    [IsDependentOn(typeof(All))]
    private sealed class Default : FrostingTask;

    private sealed class Alone(Journal journal) : NotingTask(journal)
    {
        public override bool ShouldRun(ICakeContext context)
        {
            Journal.Note("Alone asked");
            return true;
        }
    }

    [TaskName("A-task-with-a-name-of-forty-one-characters")]
    private sealed class Long : FrostingTask
    {
        public override void Run(ICakeContext context) { }
    }

    private sealed class NotingSetup(Journal journal) : FrostingSetup
    {
        public override void Setup(ICakeContext context, ISetupContext info) => journal.Note("setup");
    }

    private sealed class NotingTaskSetup(Journal journal) : FrostingTaskSetup
    {
        public override void Setup(ICakeContext context, ITaskSetupContext info) => journal.Note("task setup");
    }
}
