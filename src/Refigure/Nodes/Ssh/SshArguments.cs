using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Nodes.Ssh;

/// <summary>The argument list of the OpenSSH client for one command on a node.</summary>
internal static class SshArguments
{
    /// <summary>All but the program's name.</summary>
    /// <param name="reach">The node.</param>
    /// <param name="control">The socket over which commands share one connection; null for a connection each.</param>
    /// <param name="command">The command, already quoted for the shell there.</param>
    public static ImmutableArray<string> Of(SshReach reach, string? control, string command)
    {
        var arguments = ImmutableArray.CreateBuilder<string>();
        Base(arguments, reach, control);
        if (control is not null)
        {
            // Long enough for the next look at the node; after that nothing of us is left here.
            arguments.AddRange("-o", "ControlMaster=auto", "-o", "ControlPersist=30");
        }

        arguments.AddRange("--", reach.Host, command);
        return arguments.DrainToImmutable();
    }

    /// <summary>Ends the shared connection.</summary>
    public static ImmutableArray<string> Exit(SshReach reach, string control)
    {
        var arguments = ImmutableArray.CreateBuilder<string>();
        Base(arguments, reach, control);
        arguments.AddRange("-O", "exit", "--", reach.Host);
        return arguments.DrainToImmutable();
    }

    private static void Base(ImmutableArray<string>.Builder arguments, SshReach reach, string? control)
    {
        if (reach.Configuration is { } file)
        {
            arguments.AddRange("-F", file);
        }

        // No terminal, no X11, and nobody is asked anything: what needs a password is refused.
        arguments.AddRange("-T", "-x", "-o", "BatchMode=yes");
        foreach (var option in reach.Options)
        {
            arguments.AddRange("-o", option);
        }

        // For each option ssh takes the first value that it gets: the node's own come before these.
        arguments.AddRange("-o", "ConnectTimeout=15", "-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=6");
        arguments.AddRange("-o", "RemoteCommand=none", "-o", "PermitLocalCommand=no", "-o", "ClearAllForwardings=yes");
        if (control is not null)
        {
            arguments.AddRange("-o", $"ControlPath={control.Replace("%", "%%", StringComparison.Ordinal)}");
        }

        if (reach.Port is { } port)
        {
            arguments.AddRange("-p", port.ToString(CultureInfo.InvariantCulture));
        }
    }
}
