using System.Text;
using Refigure.Nodes.Gpus;
using Refigure.Running.Processes;

namespace Refigure.Running.Gpus;

/// <summary>
/// Tells whose a process on a GPU is. Where the driver's ids are those of this machine, <c>/proc</c> has a process of that id and
/// name; in a container they can be the host's, and then an id says nothing.
/// </summary>
internal static class GpuOwners
{
    // The kernel keeps 15 bytes of a name.
    private const int KernelName = 15;

    /// <summary>Whose it is.</summary>
    /// <param name="process">The process.</param>
    /// <param name="tree">The ids of the engine's processes.</param>
    public static GpuOwner Of(GpuProcess process, IReadOnlySet<int> tree) =>
        !IsHere(process) ? GpuOwner.Unknown
        : tree.Contains(process.Id) ? GpuOwner.Ours
        : GpuOwner.Foreign;

    /// <summary>Whether a process of that id and name runs here.</summary>
    public static bool IsHere(GpuProcess process)
    {
        if (process.Name is not { } name || !OperatingSystem.IsLinux())
        {
            return false;
        }

        var file = new ProcFile();
        if (ProcessTree.Stat(file, process.Id) is not { } here)
        {
            return false;
        }

        // nvidia-smi shows the first word of the command line, or the process's title; sometimes with "..." before it.
        var command = Encoding.UTF8.GetString(file.Read($"/proc/{process.Id}/cmdline")).TrimEnd('\0');
        var shown = Last(name);
        return command.StartsWith(name, StringComparison.Ordinal)
            || (here.Name.Length > 0 && Short(shown) == Short(here.Name))
            || (shown.Length > 0 && shown == Last(command.Split('\0')[0]));
    }

    private static string Last(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string Short(string name) => name.Length > KernelName ? name[..KernelName] : name;
}
