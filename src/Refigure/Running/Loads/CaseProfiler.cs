using Refigure.Catalog;
using Refigure.Engines;

namespace Refigure.Running.Loads;

/// <summary>The profiler of a case's load.</summary>
/// <param name="machine">Where.</param>
internal sealed class CaseProfiler(RunMachine machine)
{
    /// <summary>What is to record, with its folder made; null if nothing is.</summary>
    /// <param name="load">The load.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="folder">The run's folder while it is being built.</param>
    /// <exception cref="UserErrorException">The engine has none, or a program that is needed is not here.</exception>
    public ProfilerWish? Of(LoadSpec load, IServingEngine engine, string folder)
    {
        if (load.Profiler is not { } name)
        {
            return null;
        }

        if (engine.Profiler is null)
        {
            throw new UserErrorException($"load: profiler {name}: {engine.Name} has no profiler; leave it out.");
        }

        var isNsys = name == "nsys";
        var wish = new ProfilerWish(
            isNsys ? ProfilerKind.Nsys : ProfilerKind.Torch,
            Path.Combine(folder, TraceFolder.Name)
        )
        {
            Program = isNsys
                ? machine.FindProgram("nsys")
                    ?? throw new UserErrorException(
                        "load: profiler nsys: there is no nsys on the path; install Nsight Systems' command line, or say profiler: torch."
                    )
                : null,
        };
        machine.Files.CreateDirectory(wish.Folder);
        return wish;
    }
}
