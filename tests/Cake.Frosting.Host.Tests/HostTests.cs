using Cake.Frosting.Testing;
using Cake.Frosting.Testing.Sample;

namespace Cake.Frosting.Host.Tests;

public sealed class HostTests
{
    [Fact]
    public void Exported_tasks_of_an_added_assembly_are_found()
    {
        var host = new HostTester().With(host =>
            host.AddAssembly(typeof(AfterTask).Assembly).UseContext<SampleContext>()
        );
        host.Run("--description").ShouldBe(0);
        host.Output.ShouldContain(
            "\nAfter                         Runs after the wait\nSelfWatching\nStubborn\nWait\n"
        );
    }

    [Fact]
    public void An_assembly_that_is_added_twice_counts_once()
    {
        var assembly = typeof(AfterTask).Assembly;
        var host = new HostTester().With(host =>
            host.AddAssembly(assembly).AddAssembly(assembly).UseContext<SampleContext>()
        );
        host.Run("--tree").ShouldBe(0);
    }

    [Fact]
    public void A_task_for_another_context_is_left_out_with_a_warning()
    {
        var host = new HostTester().With(host => host.AddAssembly(typeof(AfterTask).Assembly)).Task<Asking>();
        host.Run("--target", "Asking").ShouldBe(0);
        host.Output.ShouldContain(
            "Wait: Task cannot be used since the context isn't convertible to Cake.Frosting.Testing.Sample.SampleContext."
        );
    }

    [Fact]
    public void Contexts_and_tasks_get_services_through_their_constructors()
    {
        var host = new HostTester()
            .Task<Greeting>()
            .With(host => host.UseContext<GreetingContext>().UseStartup<Startup>());
        host.Run("--target", "Greeting", "--name", "vLLM").ShouldBe(0);
        host.Journal.Lines.ShouldBe(["Hello, vLLM!"]);
    }

    [Fact]
    public void A_context_that_finds_an_option_wrong_ends_the_call_with_its_sentence_alone()
    {
        var host = new HostTester()
            .Task<Greeting>()
            .With(host => host.UseContext<GreetingContext>().UseStartup<Startup>());
        host.Run("--target", "Greeting").ShouldBe(2);
        host.Error.ShouldBe("Error: --name is missing.\n");
        host.Output.ShouldBeEmpty();
    }

    [Fact]
    public void Services_are_disposed_at_the_end()
    {
        var host = new HostTester().Task<Borrowing>().With(host => host.ConfigureServices(s => s.AddSingleton<Lent>()));
        host.Run("--target", "Borrowing").ShouldBe(0);
        host.Journal.Lines.ShouldBe(["borrowed", "returned"]);
    }

    [Fact]
    public void A_working_directory_that_does_not_exist_is_a_user_error()
    {
        var host = new HostTester().Task<Asking>();
        host.Run("--target", "Asking", "--working", "/no/such/place").ShouldBe(2);
        host.Error.ShouldBe("Error: The working directory '/no/such/place' does not exist.\n");
    }

    [Fact]
    public void The_working_directory_of_the_command_line_counts_more_than_the_project_s()
    {
        var before = Directory.GetCurrentDirectory();
        var here = Path.GetFullPath(AppContext.BaseDirectory);
        try
        {
            var host = new HostTester().Task<Asking>().With(host => host.UseWorkingDirectory("/no/such/place"));
            host.Run("--target", "Asking", "-w", here).ShouldBe(0);
            host.Journal.Lines.ShouldBe([here.TrimEnd('/')]);
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }
    }

    [Fact]
    public void An_interface_implemented_without_a_base_class_has_all_its_methods_called()
    {
        var host = new HostTester().Task<Bare>();
        host.Run("--target", "Bare").ShouldBe(0);
        host.Journal.Lines.ShouldBe(["should", "run", "finally"]);
    }

    [Fact]
    public void A_method_that_a_class_between_overrides_is_called()
    {
        var host = new HostTester().Task<Derived>();
        host.Run("--target", "Derived").ShouldBe(0);
        host.Journal.Lines.ShouldBe(["Derived"]);
    }

    [Fact]
    public void The_API_is_what_the_package_has_and_nothing_more()
    {
        // A public type that the package lacks would let build/ compile here and not there.
        var namespaces = new[]
        {
            "Cake.Frosting",
            "Cake.Core",
            "Cake.Core.IO",
            "Cake.Core.Diagnostics",
            "Cake.Common",
            "Cake.Common.Diagnostics",
        };
        var types = typeof(CakeHost).Assembly.GetExportedTypes();
        types.ShouldAllBe(type => namespaces.Contains(type.Namespace));
        types
            .Where(type => type.IsEnum || !type.Name.Contains("Frosting", StringComparison.Ordinal))
            .Select(type => type.Name)
            .ShouldBe(
                [
                    "ArgumentAliases",
                    "CakeArguments",
                    "CakeContextAdapter",
                    "CakeException",
                    "CakeHost",
                    "CakeHostExtensions",
                    "CakeTaskDependency",
                    "ContinueOnErrorAttribute",
                    "DirectoryPath",
                    "FilePath",
                    "ICakeArguments",
                    "ICakeContext",
                    "ICakeEnvironment",
                    "ICakeLog",
                    "ICakeTaskInfo",
                    "ISetupContext",
                    "ITaskSetupContext",
                    "ITaskTeardownContext",
                    "ITeardownContext",
                    "IsDependeeOfAttribute",
                    "IsDependentOnAttribute",
                    "LogAction",
                    "LogActionEntry",
                    "LogExtensions",
                    "LogLevel",
                    "LoggingAliases",
                    "ServiceCollectionExtensions",
                    "TaskDescriptionAttribute",
                    "TaskNameAttribute",
                    "Verbosity",
                ],
                ignoreOrder: true
            );
    }

    private sealed class Asking(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Note(context.Environment.WorkingDirectory.FullPath);
    }

    private sealed class Startup : IFrostingStartup
    {
        public void Configure(IServiceCollection services) => services.AddSingleton("Hello");
    }

    private sealed class GreetingContext : FrostingContext
    {
        public GreetingContext(ICakeContext context, string greeting)
            : base(context)
        {
            Text =
                $"{greeting}, {context.Argument<string?>("name", null) ?? throw new CakeException(2, "--name is missing.")}!";
        }

        public string Text { get; }
    }

    private sealed class Greeting(Journal journal) : AsyncFrostingTask<GreetingContext>
    {
        public override async Task RunAsync(GreetingContext context)
        {
            await Task.Yield();
            journal.Note(context.Text);
        }
    }

    private sealed class Lent(Journal journal) : IAsyncDisposable
    {
        public void Use() => journal.Note("borrowed");

        public ValueTask DisposeAsync()
        {
            journal.Note("returned");
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Borrowing(Lent lent) : FrostingTask
    {
        public override void Run(ICakeContext context) => lent.Use();
    }

    private sealed class Bare(Journal journal) : IFrostingTask
    {
        public Task RunAsync(ICakeContext context)
        {
            journal.Note("run");
            return Task.CompletedTask;
        }

        public bool ShouldRun(ICakeContext context)
        {
            journal.Note("should");
            return true;
        }

        public void OnError(Exception exception, ICakeContext context) => journal.Note("error");

        public void Finally(ICakeContext context) => journal.Note("finally");
    }

    private sealed class Derived(Journal journal) : NotingTask(journal);
}
