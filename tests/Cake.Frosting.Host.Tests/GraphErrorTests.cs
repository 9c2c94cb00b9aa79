using Cake.Frosting.Testing;

namespace Cake.Frosting.Host.Tests;

public sealed class GraphErrorTests
{
    [Fact]
    public void An_unknown_target_is_a_user_error_that_names_the_nearest()
    {
        var host = new HostTester().Task<Figure7>().Task<Figure17>().Task<Plan>();
        host.Run("--target", "Figur-7").ShouldBe(2);
        host.Error.ShouldBe(
            "Error: The target 'Figur-7' was not found. Did you mean 'Figure-7' or 'Figure-17'? --description lists the tasks.\n"
        );
        host.Journal.Lines.ShouldBeEmpty();
    }

    [Fact]
    public void Several_unknown_targets_are_named_together_before_anything_runs()
    {
        var host = new HostTester().Task<Figure7>();
        host.Run("--target", "Figure-7", "--target", "Xyzzy", "--target", "Plugh").ShouldBe(2);
        host.Error.ShouldBe("Error: The targets 'Xyzzy', 'Plugh' were not found. --description lists the tasks.\n");
        host.Journal.Lines.ShouldBeEmpty();
    }

    [Fact]
    public void A_name_that_stands_twice_is_an_error_whatever_its_case()
    {
        var host = new HostTester().Task<Plan>().Task<OtherPlan>();
        host.Run("--target", "Plan").ShouldBe(1);
        host.Error.ShouldContain("Another task with the name 'PLAN' has already been added.");
    }

    [Fact]
    public void A_task_that_depends_on_itself_is_an_error()
    {
        var host = new HostTester().Task<Selfish>();
        host.Run("--target", "Selfish").ShouldBe(1);
        host.Error.ShouldContain("Reflexive edges in graph are not allowed.");
    }

    [Fact]
    public void Two_tasks_that_depend_on_each_other_are_an_error()
    {
        var host = new HostTester().Task<Hen>().Task<Egg>();
        host.Run("--target", "Hen").ShouldBe(1);
        host.Error.ShouldContain("cannot depend on each other.");
    }

    [Fact]
    public void A_longer_circle_is_an_error_also_when_the_target_is_outside()
    {
        var host = new HostTester().Task<One>().Task<Two>().Task<Three>().Task<Plan>();
        host.Run("--target", "Plan").ShouldBe(1);
        host.Error.ShouldContain("Graph contains circular references.");
        host.Journal.Lines.ShouldBeEmpty();
    }

    [Fact]
    public void A_dependency_that_is_not_registered_is_an_error()
    {
        var host = new HostTester().Task<Hen>();
        host.Run("--target", "Hen").ShouldBe(1);
        host.Error.ShouldContain("Task 'Hen' is dependent on task 'Egg' which does not exist.");
    }

    [Fact]
    public void A_dependee_that_is_not_registered_is_an_error()
    {
        var host = new HostTester().Task<BeforeHen>();
        host.Run("--target", "BeforeHen").ShouldBe(1);
        host.Error.ShouldContain(
            "Task 'BeforeHen' has specified that it's a dependency for task 'Hen' which does not exist."
        );
    }

    [Fact]
    public void A_dependency_that_is_no_task_is_an_error()
    {
        var host = new HostTester().Task<Confused>();
        host.Run("--target", "Confused").ShouldBe(1);
        host.Error.ShouldContain("The dependency 'String' is not a valid task.");
    }

    [TaskName("Figure-7")]
    private sealed class Figure7(Journal journal) : NotingTask(journal);

    [TaskName("Figure-17")]
    private sealed class Figure17(Journal journal) : NotingTask(journal);

    private sealed class Plan(Journal journal) : NotingTask(journal);

    [TaskName("PLAN")]
    private sealed class OtherPlan(Journal journal) : NotingTask(journal);

    [IsDependentOn(typeof(Selfish))]
    private sealed class Selfish(Journal journal) : NotingTask(journal);

    [IsDependentOn(typeof(Egg))]
    private sealed class Hen(Journal journal) : NotingTask(journal);

    [IsDependentOn(typeof(Hen))]
    private sealed class Egg(Journal journal) : NotingTask(journal);

    [IsDependentOn(typeof(Two))]
    private sealed class One(Journal journal) : NotingTask(journal);

    [IsDependentOn(typeof(Three))]
    private sealed class Two(Journal journal) : NotingTask(journal);

    [IsDependentOn(typeof(One))]
    private sealed class Three(Journal journal) : NotingTask(journal);

    [IsDependeeOf(typeof(Hen))]
    private sealed class BeforeHen(Journal journal) : NotingTask(journal);

    [IsDependentOn(typeof(string))]
    private sealed class Confused(Journal journal) : NotingTask(journal);
}
