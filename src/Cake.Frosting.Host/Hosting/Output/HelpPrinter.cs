using System.Reflection;
using System.Runtime.InteropServices;

namespace Cake.Frosting.Hosting.Output;

/// <summary>What the host can say of itself before any task exists.</summary>
internal static class HelpPrinter
{
    private const string Options = """
          -t, --target <TASK>      a task to run (may be given again); Default if none is
          -e, --exclusive          runs the task without what it depends on
              --dryrun             lists the tasks that would run, in order (also --noop, --whatif)
              --tree               shows which task depends on which (also --showtree)
              --description        lists the tasks with what they do (also --showdescription)
          -v, --verbosity <LEVEL>  quiet, minimal, normal, verbose or diagnostic, or the first letter
          -w, --working <PATH>     the working directory
              --version            prints the program's version
              --info               prints the program's version and what runs it
          -h, --help               prints this

        Every other option, as --name value, --name=value or --name, goes to the tasks.
        """;

    public static void PrintHelp(HostConsole console)
    {
        console.WriteLine("Usage: [--target TASK] [options]");
        console.WriteLine();
        console.WriteLine("Options:");
        console.WriteLine(Options);
    }

    public static void PrintVersion(HostConsole console) => console.WriteLine(VersionOf(Program));

    public static void PrintInfo(HostConsole console)
    {
        console.WriteLine($"{Program.GetName().Name} {VersionOf(Program)}");
        console.WriteLine(
            $"Cake.Frosting.Host {VersionOf(typeof(HelpPrinter).Assembly)}, a subset of the API of Cake.Frosting 6.0.0"
        );
        console.WriteLine($"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}");
    }

    private static Assembly Program => Assembly.GetEntryAssembly() ?? typeof(HelpPrinter).Assembly;

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
