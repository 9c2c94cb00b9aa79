using System.Diagnostics;
using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Nodes;

/// <summary>An npm on a machine's path that waits before it installs, until it may go on.</summary>
internal sealed class HeldNpm : IDisposable
{
    private readonly string _folder;

    /// <summary>On the first machine of a clone.</summary>
    public HeldNpm(SshClone there)
    {
        _folder = there.Elsewhere("held");
        Directory.CreateDirectory(_folder);
        var npm = Path.Combine(_folder, "npm");
        File.WriteAllText(
            npm,
            $"""
            #!/bin/sh
            case "$1" in
                ci | install)
                    echo $$ > '{_folder}/waits'
                    while [ ! -f '{_folder}/go' ]; do sleep 0.1; done
                    ;;
            esac
            PATH=$(printf '%s' "$PATH" | sed 's,{_folder}:,,') exec npm "$@"

            """
        );
        HostProcess.RunProgram(_folder, [], "chmod", "+x", npm).ExitCode.ShouldBe(0);
        there.Describe(there.First.Entry("m1", there.Elsewhere("store")) + $"    path: [{_folder}]\n");
    }

    /// <summary>The call that sets up with it.</summary>
    public string[] Task => ["--target", "Setup", "--node", "m1"];

    /// <summary>Whether the one that was started is still there.</summary>
    public bool IsRunning => Directory.Exists($"/proc/{File.ReadAllText(Path.Combine(_folder, "waits")).Trim()}");

    public void WaitUntilItWaits(Process host)
    {
        for (var i = 0; i < 1200 && !host.HasExited && !File.Exists(Path.Combine(_folder, "waits")); i++)
        {
            host.WaitForExit(50);
        }

        File.Exists(Path.Combine(_folder, "waits")).ShouldBeTrue("the host ended before, or nothing was installed");
    }

    public void Release() => File.WriteAllText(Path.Combine(_folder, "go"), "");

    public void Dispose() => Release();
}
