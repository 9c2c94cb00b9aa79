namespace Refigure.Load.Sockets;

/// <summary>How many connections the system lets this process have.</summary>
internal static class OpenFileLimit
{
    // What the program itself has open: its libraries, console, files, the calibration.
    private const int Reserve = 100;

    /// <summary>The most connections; null where there is no such limit.</summary>
    public static unsafe int? Connections()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var limits = stackalloc ulong[2];
        return SocketCalls.Limit(SocketCalls.OpenFiles, limits) == 0 && limits[0] < int.MaxValue
            ? Math.Max(1, (int)limits[0] - Reserve)
            : null;
    }

    /// <exception cref="UserErrorException">More are wanted.</exception>
    public static void Check(int wanted, int? allowed)
    {
        if (wanted > allowed)
        {
            throw new UserErrorException(
                $"--concurrency {wanted} needs as many connections, but the system lets this process have about {allowed}: raise the limit of open files (ulimit -n {wanted + (2 * Reserve)}), or take a smaller concurrency."
            );
        }
    }
}
