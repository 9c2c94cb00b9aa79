using System.Diagnostics;
using System.Globalization;

namespace Refigure.Benchmarks;

/// <summary>The judge of load generators beside the checkout, a server whose token times are known, as a process.</summary>
internal sealed class TimedServer : IDisposable
{
    private readonly Process _process;
    private readonly string _log = Path.Combine(
        Path.GetTempPath(),
        $"timed-{Environment.ProcessId}-{Guid.NewGuid():N}.csv"
    );

    public TimedServer(int port, params string[] options)
    {
        Url = new Uri($"http://127.0.0.1:{port}");
        string[] all =
        [
            SharedFolder.Path("tools/timed-sse-server.mjs"),
            "--port",
            $"{port}",
            "--log",
            _log,
            .. options,
        ];
        _process = Process.Start(
            new ProcessStartInfo("node", all) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        _process.StandardOutput.ReadLine();
    }

    public Uri Url { get; }

    /// <summary>Ends it: seconds of each request's arrival, first and last token, by arrival.</summary>
    public IReadOnlyList<(double Arrived, double First, double Last)> End()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            kill.WaitForExit();
        }

        _process.WaitForExit();
        return
        [
            .. File.ReadLines(_log)
                .Skip(1)
                .Select(line => line.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray())
                .Select(v => (v[0], v[1], v[2])),
        ];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        File.Delete(_log);
    }
}
