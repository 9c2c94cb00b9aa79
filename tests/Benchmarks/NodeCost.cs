using System.Diagnostics;
using System.Globalization;
using Refigure.Files;
using Refigure.Nodes;
using Refigure.Nodes.Ssh;
using Refigure.Results;
using Refigure.Running;
using Refigure.Running.Processes;
using Refigure.Running.Readiness;

namespace Refigure.Benchmarks;

/// <summary>
/// What a node that is reached with ssh costs, with a real server on loopback: a job that makes one run in no time, from the first
/// connection to the run's place here (0.5 s were promised for each run), and a thousand small runs that lie there (10 s). Each run
/// has a short log and gzipped samples.
/// </summary>
internal sealed class NodeCost : IDisposable
{
    private const int Runs = 1_000;
    private const int AtOnce = 100;
    private const int Rounds = 5;
    private const string Host = "host";
    private const string Checkout = "checkout";
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(0.25);
    private readonly LoopbackNode _node = new();
    private readonly RunStore _store = new(VllmLogReader.Instance);

    /// <summary>Measures and prints all.</summary>
    public static async Task PrintAsync()
    {
        using var cost = new NodeCost();
        cost.Prepare();
        for (var round = 1; round <= Rounds; round++)
        {
            await cost.OneRunAsync(round);
        }

        for (var round = 1; round <= Rounds; round++)
        {
            await cost.ManyRunsAsync(round);
        }
    }

    public void Dispose() => _node.Dispose();

    // A host that makes its run by putting it in its place, a checkout, and a thousand runs of an earlier time.
    private void Prepare()
    {
        Directory.CreateDirectory(_node.PathOf("refigure", "checkouts", Checkout, "envs"));
        Directory.CreateDirectory(_node.PathOf("refigure", "hosts", Host));
        var program = _node.PathOf("refigure", "hosts", Host, "Refigure.Build");
        File.WriteAllText(program, "#!/bin/sh\nmkdir -p runs/one/m1 && cp -r ../one/one/m1/. runs/one/m1/\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        MakeRun(_node.PathOf("one"), "one", 0);
        for (var i = 0; i < Runs; i++)
        {
            MakeRun(_node.PathOf("refigure", "runs"), "many", i);
        }
    }

    private async Task OneRunAsync(int round)
    {
        var (began, used) = (Stopwatch.GetTimestamp(), Used());
        var job = $"job-{round}";
        await using var ssh = new SshNode("m1", _node.Reach, TimeProvider.System);
        _ = await ssh.ProbeAsync(Host, Checkout, data: null, default);
        var connected = Stopwatch.GetElapsedTime(began);
        _ = await ssh.LookAsync(job, 0, ["one"], default);
        await ssh.StartAsync(
            job,
            Host,
            Checkout,
            data: null,
            new JobInput { Only = ["one/m1/case-0/warm-1"] },
            [],
            default
        );
        using var session = Session($"one-{round}");
        var intake = new RunIntake(session, _store);
        JobLook look;
        while ((look = await ssh.LookAsync(job, 0, ["one"], default)).Status != JobStatus.Ended)
        {
            await Task.Delay(Between);
        }

        var taken = await TakeAsync(ssh, intake, [.. look.Runs.Keys]);
        await ssh.SettleAsync(job, default);
        Say($"one run, round {round}", taken, began, used, $", of which {connected.TotalSeconds:0.00} s to connect");
        Directory.Delete(_node.PathOf("refigure", "runs", "one"), recursive: true);
    }

    private async Task ManyRunsAsync(int round)
    {
        var (began, used) = (Stopwatch.GetTimestamp(), Used());
        await using var ssh = new SshNode("m1", _node.Reach, TimeProvider.System);
        _ = await ssh.ProbeAsync(Host, Checkout, data: null, default);
        using var session = Session($"many-{round}");
        var intake = new RunIntake(session, _store);
        var look = await ssh.LookAsync("none", 0, ["many"], default);
        var looked = Stopwatch.GetElapsedTime(began);
        var taken = await TakeAsync(ssh, intake, [.. look.Runs.Keys]);
        var fetched = Stopwatch.GetElapsedTime(began);
        intake.Finish();
        Say(
            $"all runs, round {round}",
            taken,
            began,
            used,
            $": {looked.TotalSeconds:0.00} s to see them, {(fetched - looked).TotalSeconds:0.00} s to bring them, the rest to write measurements.csv"
        );
    }

    private static async Task<int> TakeAsync(SshNode ssh, RunIntake intake, string[] runs)
    {
        var taken = 0;
        foreach (var part in runs.Chunk(AtOnce))
        {
            await ssh.FetchAsync(
                part,
                async archive => taken += (await intake.TakeAsync(archive, "m1", part, default)).Length,
                default
            );
        }

        return taken;
    }

    private RunSession Session(string name) =>
        RunSession.Open(
            _node.PathOf(name),
            new RunMachine(
                new ProcessSupervisor(TimeProvider.System),
                new UnknownPageCache(),
                new NodeInspector(),
                PhysicalFileSystem.Instance,
                new HttpHealthProbe(),
                TimeProvider.System
            )
        );

    private static void MakeRun(string root, string experiment, int number)
    {
        using var run = PendingRun.Begin(
            root,
            new(experiment, "m1", $"case-{number / 10}", CacheState.Warm, (number % 10) + 1)
        );
        using var log = new MemoryStream(
            System.Text.Encoding.ASCII.GetBytes($"INFO Loading weights took 0.78 seconds\n# {number}\n")
        );
        using var samples = new MemoryStream("seconds,cpu0\n0.1,50\n"u8.ToArray());
        run.Add(RawFiles.EngineLog, log);
        run.Add(RawFiles.Samples, samples, compress: true);
        _ = run.Complete(
            new RunRecord
            {
                Identity = run.Identity,
                Hash = "",
                Files = [],
                Profile = "lab",
                Engine = "vllm",
                Model = "m",
            }
        );
    }

    // Of this process, its ssh clients, and the server with all that it started: what the call costs on a machine where others work,
    // too. Clock ticks are of 10 ms.
    private TimeSpan Used() => TimeSpan.FromMilliseconds(10 * (Ticks("self") + Ticks(_node.ServerId)));

    private static long Ticks(string process) =>
        File.ReadAllText($"/proc/{process}/stat")
            .Split(") ")[1]
            .Split(' ')[11..15]
            .Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture));

    private void Say(string what, int runs, long began, TimeSpan used, FormattableString more) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {runs} in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s, {(Used() - used).TotalSeconds:0.00} s of processor of all that took part"
            ) + more.ToString(CultureInfo.InvariantCulture)
        );
}
