using System.Reflection;
using Cake.Frosting.Hosting;
using Cake.Frosting.Hosting.Output;
using Cake.Frosting.Hosting.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Runs the tasks of a project by the words of a command line.</summary>
public sealed class CakeHost
{
    private readonly List<Action<IServiceCollection>> _configure = [];
    private readonly List<Assembly> _assemblies = [];

    /// <summary>With the tasks of the program's own assembly.</summary>
    public CakeHost()
    {
        if (Assembly.GetEntryAssembly() is { } entry)
        {
            _assemblies.Add(entry);
        }
    }

    /// <summary>With the tasks of the program's own assembly.</summary>
    public static CakeHost Create() => new();

    /// <summary>Adds the tasks of another assembly.</summary>
    public CakeHost AddAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _assemblies.Add(assembly);
        return this;
    }

    /// <summary>Adds services, which contexts, tasks and lifetimes get through their constructors.</summary>
    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _configure.Add(services);
        return this;
    }

    /// <summary>
    /// Runs what the words ask for. Returns the exit code: 0 success, 1 a failed task, 2 a wrong option or target, 130
    /// or 143 a run that SIGINT or SIGTERM ended, or what a <see cref="Core.CakeException"/> says.
    /// </summary>
    public int Run(IEnumerable<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var console = HostConsole.OfProcess();
        using var signals = new SignalWatch(line => console.WriteErrorLine(line), Environment.Exit);
        return Run(args, new HostRun(console, TimeProvider.System, signals));
    }

    internal int Run(IEnumerable<string> args, HostRun run) => run.Run(args, _assemblies, _configure);
}
