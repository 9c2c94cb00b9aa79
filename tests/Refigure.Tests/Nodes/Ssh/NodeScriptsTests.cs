using System.Diagnostics;
using Refigure.Nodes.Ssh;
using Refigure.Tests.Results;
using Refigure.Tests.Running.Processes;

namespace Refigure.Tests.Nodes.Ssh;

public sealed class NodeScriptsTests
{
    [LinuxFact]
    public void A_start_whose_connection_is_cut_leaves_no_job_that_seems_to_begin()
    {
        using var node = new TemporaryFolder();
        Directory.CreateDirectory(node["hosts/h"]);
        Directory.CreateDirectory(node["checkouts/c"]);
        File.WriteAllText(node["hosts/h/Refigure.Build"], "");
        using var shell = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", NodeScripts.Start, "sh", node.Root, "job", "h", "c", "", ""])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardError = true,
            }
        )!;

        // Nobody reads what it says any more, and of what it reads the end is missing.
        shell.StandardError.Dispose();
        shell.StandardInput.Write("half a");
        shell.StandardInput.Close();
        shell.WaitForExit();

        Directory.GetFileSystemEntries(node["jobs"]).ShouldBeEmpty();
    }
}
