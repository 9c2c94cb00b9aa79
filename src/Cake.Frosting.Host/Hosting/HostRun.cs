using System.Reflection;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting.Hosting.Commands;
using Cake.Frosting.Hosting.Output;
using Cake.Frosting.Hosting.Running;
using Cake.Frosting.Hosting.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Hosting;

/// <summary>One call of a host, from the words of the command line to the exit code.</summary>
internal sealed class HostRun(HostConsole console, TimeProvider time, IInterruption interruption)
{
    private readonly ConsoleLog _log = new(console);

    public int Run(
        IEnumerable<string> words,
        IReadOnlyCollection<Assembly> assemblies,
        IEnumerable<Action<IServiceCollection>> configure
    )
    {
        try
        {
            var options = CommandLineParser.Parse(words);
            _log.Verbosity = options.Verbosity;
            return RunAsync(options, assemblies, configure).GetAwaiter().GetResult();
        }
        // The last stop: everything that ends a run becomes a sentence and an exit code.
        catch (Exception exception)
        {
            return Report(exception);
        }
    }

    private async Task<int> RunAsync(
        HostOptions options,
        IReadOnlyCollection<Assembly> assemblies,
        IEnumerable<Action<IServiceCollection>> configure
    )
    {
        if (PrintsItself(options.Command))
        {
            return ExitCodes.Success;
        }

        await using var services = Compose(options, assemblies, configure);
        EnterWorkingDirectory(options, services);
        var context = services.GetRequiredService<IFrostingContext>();
        var catalog = TaskCatalog.Create(services.GetServices<IFrostingTask>(), context);
        switch (options.Command)
        {
            case HostCommand.Tree:
                // Only a graph without circles can be drawn as a tree.
                _ = new TaskGraph(catalog);
                TreePrinter.Print(console, catalog);
                return ExitCodes.Success;
            case HostCommand.Description:
                DescriptionPrinter.Print(console, catalog);
                return ExitCodes.Success;
            default:
                return await ExecuteAsync(options, services, context, catalog);
        }
    }

    private async Task<int> ExecuteAsync(
        HostOptions options,
        IServiceProvider services,
        ICakeContext context,
        TaskCatalog catalog
    )
    {
        var plan = ExecutionPlan.Create(catalog, options.Targets, options.Exclusive);
        var engine = new Engine(context, Lifetimes.From(services), time, interruption);
        RunResult result;
        if (options.Command == HostCommand.DryRun)
        {
            result = await engine.DryRunAsync(plan);
        }
        else
        {
            // The project's own handlers stand by now; a task must not end on a signal that the host has yet to hear of.
            interruption.HearFirst();
            result = await engine.RunAsync(plan);
            ReportPrinter.Print(console, result.Entries, _log.Verbosity);
        }

        return result.Failure is { } failure ? Report(failure) : ExitCodes.Success;
    }

    private bool PrintsItself(HostCommand command)
    {
        switch (command)
        {
            case HostCommand.Help:
                HelpPrinter.PrintHelp(console);
                return true;
            case HostCommand.Version:
                HelpPrinter.PrintVersion(console);
                return true;
            case HostCommand.Info:
                HelpPrinter.PrintInfo(console);
                return true;
            default:
                return false;
        }
    }

    private ServiceProvider Compose(
        HostOptions options,
        IEnumerable<Assembly> assemblies,
        IEnumerable<Action<IServiceCollection>> configure
    )
    {
        var services = new ServiceCollection();
        services.AddSingleton<ICakeLog>(_log);
        services.AddSingleton<ICakeEnvironment, ProcessEnvironment>();
        services.AddSingleton<ICakeArguments>(new CakeArguments(options.Arguments));
        services.AddSingleton<ICakeContext, HostContext>();
        services.AddSingleton<IFrostingContext, FrostingContext>();
        foreach (var type in TaskTypes.In(assemblies))
        {
            services.AddSingleton(typeof(IFrostingTask), type);
        }

        foreach (var action in configure)
        {
            action(services);
        }

        return services.BuildServiceProvider();
    }

    private static void EnterWorkingDirectory(HostOptions options, IServiceProvider services)
    {
        var directory = options.Working is { } working
            ? new WorkingDirectory(working)
            : services.GetService<WorkingDirectory>();
        directory?.Enter(services.GetRequiredService<ICakeEnvironment>());
    }

    private int Report(Exception exception)
    {
        ErrorPrinter.Print(console, exception, _log.Verbosity);
        return ExitCodes.Of(exception);
    }
}
