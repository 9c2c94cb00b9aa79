using Refigure.Build.Tests.EndToEnd;
using Refigure.Nodes.Slurm;
using Refigure.Nodes.Ssh;

namespace Refigure.Build.Tests.Nodes;

/// <summary>Jobs over two machines of a real Slurm, with small scripts in the place of the host, of Ray and of vLLM.</summary>
[Collection(SlurmKitCollection.Name)]
public sealed class SlurmSpanningTests : IDisposable
{
    private const UnixFileMode Startable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly TemporaryFolder _site = new();
    private readonly SlurmCluster _cluster;

    public SlurmSpanningTests(SlurmCluster cluster)
    {
        _cluster = cluster;
        if (SlurmCluster.WhyAbsent is null)
        {
            cluster.Start();
        }
    }

    public void Dispose() => _site.Dispose();

    [SlurmFact]
    public async Task Ray_s_head_is_on_the_first_machine_its_workers_on_the_others_and_the_host_knows_its_address()
    {
        Script(
            "store/envs/old/lock/bin/ray",
            """
            echo "$SLURMD_NODENAME $*" >> "$(dirname "$0")/said"
            if [ "$1" = status ]; then
                sed -n 's/ start .*/ node_/p' "$(dirname "$0")/said"
            else
                exec sleep 300
            fi
            """
        );
        Host(
            "echo \"host $SLURMD_NODENAME $RAY_ADDRESS $REFIGURE_ENGINE_NODES\" >> \"$root/store/envs/old/lock/bin/said\""
        );

        await RunAsync(new SpanningEngine("old", "envs/old/lock", UsesRay: true));

        var said = File.ReadAllLines(_site["store", "envs", "old", "lock", "bin", "said"]);
        var head = said.Single(line => line.Contains("--head", StringComparison.Ordinal)).Split(' ');
        var worker = said.Single(line => line.Contains("--address=", StringComparison.Ordinal)).Split(' ');
        var host = said.Single(line => line.StartsWith("host", StringComparison.Ordinal)).Split(' ');
        (head[0], worker[0], host[1]).ShouldBe(("c1", "c2", "c1"));
        var address = $"{Value(head, "--node-ip-address")}:{Value(head, "--port")}";
        Value(worker, "--address").ShouldBe(address);
        host[2..].ShouldBe([address, "2"]);
    }

    [SlurmFact]
    public async Task Processes_that_know_their_rank_are_started_with_the_one_that_the_host_starts_and_end_with_it()
    {
        Script(
            "python",
            """
            folder=$(dirname "$0")
            echo "$SLURMD_NODENAME $*" >> "$folder/said"
            case $* in
                *'--node-rank 0') while ! grep -q 'node-rank 1$' "$folder/said"; do sleep 0.1; done; exit 1 ;;
                *) exec sleep 300 ;;
            esac
            """
        );
        Host(
            "\"$REFIGURE_ENGINE_LAUNCHER\" \"$root/python\" startup.py --model M --tensor-parallel-size 2; echo \"code $?\" >> \"$root/said\""
        );

        await RunAsync(new SpanningEngine("new", "envs/new/lock", UsesRay: false));

        var said = File.ReadAllLines(_site["said"]);
        var first = said.Single(line => line.Contains("startup.py", StringComparison.Ordinal));
        var other = said.Single(line => line.Contains("--headless", StringComparison.Ordinal));
        first.ShouldMatch(
            @"^c1 startup\.py --model M --tensor-parallel-size 2 --nnodes 2 --master-addr \S+ --master-port \d+ --node-rank 0$"
        );
        other.ShouldMatch(
            @"^c2 \S+/vllm serve M --headless --tensor-parallel-size 2 --nnodes 2 --master-addr \S+ --master-port \d+ --node-rank 1$"
        );
        Rank(other).ShouldBe(Rank(first));
        said.ShouldContain("code 1");
    }

    [SlurmFact]
    public async Task A_token_reaches_a_job_as_a_file_of_its_owner_and_the_variables_of_who_submits_hold_no_secret_there()
    {
        const string Token = "hf_0123456789";
        Host(
            """
            env > "$root/environment"
            stat -c %a "$HF_TOKEN_PATH" > "$root/mode"
            cat "$HF_TOKEN_PATH" > "$root/token"
            """
        );
        Environment.SetEnvironmentVariable("SOMEBODYS_API_KEY", Token);
        Environment.SetEnvironmentVariable("PLAIN_VARIABLE", "plain");
        try
        {
            await RunAsync(null, Token);
        }
        finally
        {
            Environment.SetEnvironmentVariable("SOMEBODYS_API_KEY", null);
            Environment.SetEnvironmentVariable("PLAIN_VARIABLE", null);
        }

        File.ReadAllText(_site["mode"]).Trim().ShouldBe("600");
        File.ReadAllText(_site["token"]).Trim().ShouldBe(Token);
        var environment = File.ReadAllText(_site["environment"]);
        environment.ShouldContain("PLAIN_VARIABLE=plain");
        environment.ShouldNotContain(Token);
        Directory
            .GetFiles(_site["jobs"], "*", SearchOption.AllDirectories)
            .ShouldAllBe(file => !File.ReadAllText(file).Contains(Token));
    }

    private async Task RunAsync(SpanningEngine? engine, string? token = null)
    {
        var batch = new SlurmBatch
        {
            Node = "site",
            Site = new SlurmSite { GpusPerNode = 1 },
            Job = "work",
            // The cluster has no GPUs to give.
            Part = new SlurmPart("gpus-2", engine is null ? 1 : 2, 0, ["x/site/a/warm-1"])
            {
                Spanning = engine?.Environment,
            },
            Folder = _site.Root,
            Store = "store",
            Host = "h",
            Checkout = "c",
            Arguments = ["--target", "Run"],
            Engine = engine,
        };
        await using var node = new SlurmNode(
            "site",
            new SshReach("this machine") { IsThisMachine = true, Folder = _site.Root },
            TimeProvider.System
        );
        await node.PrepareAsync(batch, token, CancellationToken.None);
        var id = await node.SubmitAsync(batch.Name, null, fresh: false, CancellationToken.None);
        id.ShouldNotBeNull();
        (await node.SubmitAsync(batch.Name, null, fresh: false, CancellationToken.None)).ShouldBeNull(
            "one job is enough"
        );
        Wait.Until(() => File.Exists(_site["jobs", batch.Name, "exit"]), 60)
            .ShouldBeTrue(string.Concat(Directory.GetFiles(_site["jobs", batch.Name], "log").Select(File.ReadAllText)));
        Wait.Until(() => _cluster.Jobs().Length == 0, 40).ShouldBeTrue("a job is left");
        File.ReadAllText(_site["jobs", batch.Name, "exit"]).Trim().ShouldBe("0");
    }

    private void Host(string does) =>
        Script("hosts/h/Refigure.Build", $"root=$(cd \"$(dirname \"$0\")/../..\" && pwd)\n{does}");

    private void Script(string name, string text)
    {
        var file = _site[name.Split('/')];
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"#!/bin/bash\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, Startable);
        }
    }

    private static string Value(string[] words, string option) =>
        words.Single(word => word.StartsWith(option + "=", StringComparison.Ordinal))[(option.Length + 1)..];

    private static string Rank(string line) =>
        line[line.IndexOf("--nnodes", StringComparison.Ordinal)..line.IndexOf("--node-rank", StringComparison.Ordinal)];
}
