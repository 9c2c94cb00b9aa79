using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Nodes;

/// <summary>A test with real OpenSSH servers on loopback: Linux, and Debian's openssh-server.</summary>
internal sealed class SshFactAttribute : FactAttribute
{
    public SshFactAttribute()
    {
        Skip =
            !OperatingSystem.IsLinux() ? "needs Linux"
            : SshMachine.Server is null ? "needs sshd (openssh-server)"
            : null;
    }

    /// <summary>Whether a small disk is mounted.</summary>
    public bool MountsDisks
    {
        get;
        init
        {
            field = value;
            Skip ??= value ? SmallDisk.WhyAbsent : null;
        }
    }

    /// <summary>Whether runs are made there, with the real embedded engine.</summary>
    public bool MakesRuns
    {
        get;
        init
        {
            field = value;
            Skip ??= value ? LiveFactAttribute.WhyAbsent : null;
        }
    }
}
