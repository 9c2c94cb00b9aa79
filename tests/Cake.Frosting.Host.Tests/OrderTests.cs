using Cake.Frosting.Testing;

namespace Cake.Frosting.Host.Tests;

public sealed class OrderTests
{
    private static HostTester Diamond() => new HostTester().Task<Bottom>().Task<Left>().Task<Right>().Task<Top>();

    [Fact]
    public void Dependencies_run_first_in_the_order_of_declaration_and_once()
    {
        var host = Diamond();
        host.Run("--target", "Top").ShouldBe(0);
        host.Journal.Lines.ShouldBe(["Bottom", "Right", "Left", "Top"]);
    }

    [Fact]
    public void Exclusive_runs_the_target_alone()
    {
        var host = Diamond();
        host.Run("--target", "Top", "--exclusive").ShouldBe(0);
        host.Journal.Lines.ShouldBe(["Top"]);
    }

    [Fact]
    public void Several_targets_run_what_they_share_once()
    {
        var host = Diamond();
        host.Run("--target", "Left", "--target", "Right", "--target", "Bottom").ShouldBe(0);
        host.Journal.Lines.ShouldBe(["Bottom", "Left", "Right"]);
    }

    [Fact]
    public void Names_of_targets_are_read_without_regard_to_case()
    {
        var host = Diamond();
        host.Run("--target=lEFT").ShouldBe(0);
        host.Journal.Lines.ShouldBe(["Bottom", "Left"]);
    }

    [Fact]
    public void A_dependee_runs_before_the_task_that_it_names()
    {
        var host = new HostTester().Task<Bottom>().Task<BeforeBottom>();
        host.Run("--target", "Bottom").ShouldBe(0);
        host.Journal.Lines.ShouldBe(["BeforeBottom", "Bottom"]);
    }

    [Fact]
    public void Without_a_target_the_task_Default_runs()
    {
        var host = new HostTester().Task<Bottom>().Task<Named>();
        host.Run().ShouldBe(0);
        host.Journal.Lines.ShouldBe(["Named"]);
    }

    [Fact]
    public void A_task_that_depends_on_an_inherited_dependency_runs_it()
    {
        var host = new HostTester().Task<Bottom>().Task<Derived>();
        host.Run("--target", "Derived").ShouldBe(0);
        host.Journal.Lines.ShouldBe(["Bottom", "Derived"]);
    }

    private sealed class Bottom(Journal journal) : NotingTask(journal);

    [IsDependentOn(typeof(Bottom))]
    private sealed class Left(Journal journal) : NotingTask(journal);

    [IsDependentOn(typeof(Bottom))]
    private sealed class Right(Journal journal) : NotingTask(journal);

    [IsDependentOn(typeof(Right))]
    [IsDependentOn(typeof(Left))]
    private sealed class Top(Journal journal) : NotingTask(journal);

    [IsDependeeOf(typeof(Bottom))]
    private sealed class BeforeBottom(Journal journal) : NotingTask(journal);

    [TaskName("Default")]
    private sealed class Named(Journal journal) : NotingTask(journal);

    [IsDependentOn(typeof(Bottom))]
    private abstract class Base(Journal journal) : NotingTask(journal);

    private sealed class Derived(Journal journal) : Base(journal);
}
