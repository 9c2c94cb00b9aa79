using System.Globalization;
using System.Text;
using Refigure.Nodes.Shells;
using Refigure.Nodes.Ssh;

namespace Refigure.Nodes.Slurm;

/// <summary>
/// A Slurm site, through the shell of its login node. Nothing is kept here; all state lies in files of the node's folder and in
/// Slurm's queue, so that another call goes on where this one was cut off.
/// </summary>
public sealed class SlurmNode : IAsyncDisposable
{
    private readonly INodeShell _shell;
    private readonly string _name;
    private readonly SshReach _reach;
    private readonly TimeProvider _clock;
    private readonly string _owner = Guid.NewGuid().ToString("N");

    /// <summary>For a node of the catalog.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="reach">How its login node is reached.</param>
    /// <param name="clock">This machine's clock, for names.</param>
    public SlurmNode(string name, SshReach reach, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(reach);
        (_name, _reach, _clock) = (name, reach, clock);
        _shell = NodeShells.Of(name, reach);
    }

    /// <summary>Sees that Slurm's programs are there.</summary>
    /// <exception cref="UserErrorException">They are not.</exception>
    /// <exception cref="NodeUnreachableException">The login node does not answer.</exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        var result = await RunAsync(SlurmScripts.Probe, [], cancellation: cancellation);
        string[] lacks =
        [
            .. result
                .Output.Split('\n')
                .Where(line => line.StartsWith("lacks=", StringComparison.Ordinal))
                .Select(line => line["lacks=".Length..]),
        ];
        if (lacks.Length > 0)
        {
            throw new UserErrorException(
                _reach.IsThisMachine
                    ? $"Node {_name} is a Slurm site, and {lacks[0]} is not on the path of this machine: type this on the site's login node, or name it under login in envs/nodes.local.yaml."
                    : $"Node {_name} is a Slurm site, and {lacks[0]} is not on the path of {_reach.Host}: expected its login node under login in envs/nodes.yaml."
            );
        }
    }

    /// <summary>Puts a part's script there, without submitting it.</summary>
    /// <param name="batch">What it says.</param>
    /// <param name="token">The hub's token, which goes into a file beside it and never into it; null for none.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserErrorException">It cannot be stored there.</exception>
    /// <exception cref="NodeUnreachableException">The login node does not answer.</exception>
    public async Task PrepareAsync(SlurmBatch batch, string? token, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var script = new MemoryStream(Encoding.UTF8.GetBytes($"{token}\n{BatchScript.Of(batch)}"));
        string[] arguments = [batch.Name, $"hosts/{batch.Host} checkouts/{batch.Checkout} data/{batch.Data}"];
        _ = Good(await RunAsync(SlurmScripts.Prepare, arguments, script, cancellation: cancellation));
    }

    /// <summary>Submits a part whose script is there.</summary>
    /// <param name="name">The name of the part's folder.</param>
    /// <param name="after">The number of the job that must have ended well before; null for none.</param>
    /// <param name="fresh">Whether finished runs of an earlier job of the part are to be made again.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The job's number; null if another call submitted it.</returns>
    /// <exception cref="UserErrorException">Slurm refuses it.</exception>
    /// <exception cref="NodeUnreachableException">Slurm or the login node does not answer; it may be tried again.</exception>
    public async Task<string?> SubmitAsync(string name, string? after, bool fresh, CancellationToken cancellation)
    {
        var result = await RunAsync(
            SlurmScripts.Submit,
            [name, after ?? "", fresh ? "fresh" : "", _owner],
            cancellation: cancellation
        );
        return result.ExitCode switch
        {
            NodeScripts.ThereAlready => null,
            SlurmScripts.Refused => throw new UserErrorException(
                $"Node {_name}: Slurm refuses the job ({Said(result)}): put account, partition, constraint, qos, time or options right in envs/nodes.yaml or envs/nodes.local.yaml."
            ),
            _ => Good(result)
                .Output.Split('\n')
                .Where(line => line.StartsWith("id=", StringComparison.Ordinal))
                .Select(line => line["id=".Length..])
                .FirstOrDefault(),
        };
    }

    /// <summary>Looks at the jobs of a work and at the finished runs of experiments.</summary>
    /// <param name="work">The work.</param>
    /// <param name="asks">Whether Slurm's queue is read; if not, only files are.</param>
    /// <param name="all">Whether runs that other works made are looked for, too: there may be many.</param>
    /// <param name="known">How many bytes of logs are known.</param>
    /// <param name="experiments">The experiments.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="NodeUnreachableException">The login node does not answer.</exception>
    public async Task<SlurmLook> LookAsync(
        string work,
        bool asks,
        bool all,
        IEnumerable<KeyValuePair<string, long>> known,
        IEnumerable<string> experiments,
        CancellationToken cancellation
    )
    {
        using var answer = new MemoryStream();
        string[] arguments =
        [
            _name,
            work,
            asks ? "1" : "0",
            all ? "1" : "0",
            .. known.SelectMany(k => (string[])[k.Key, k.Value.ToString(CultureInfo.InvariantCulture)]),
            "--",
            .. experiments,
        ];
        _ = Good(
            await RunAsync(
                SlurmScripts.Look,
                arguments,
                output: from => from.CopyToAsync(answer, cancellation),
                cancellation: cancellation
            )
        );
        try
        {
            return SlurmAnswer.Read(answer.ToArray(), work, _name);
        }
        catch (FormatException e)
        {
            throw new NodeUnreachableException($"Node {_name} gave half an answer ({e.Message}).", e);
        }
    }

    /// <summary>Brings runs as a compressed archive, which <paramref name="take"/> reads; half an archive it must notice itself.</summary>
    /// <param name="runs">The runs, each with the folder that it lies in.</param>
    /// <param name="take">Takes them.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="NodeUnreachableException">The login node does not answer.</exception>
    public async Task FetchAsync(
        IEnumerable<(string Lane, string Run)> runs,
        Func<Stream, Task> take,
        CancellationToken cancellation
    )
    {
        // Each -C is seen from the one before.
        var words = runs.SelectMany(r => (string[])["-C", r.Lane, r.Run, "-C", "../../.."]);
        _ = Good(await RunAsync(SlurmScripts.Fetch, words, output: take, cancellation: cancellation));
    }

    /// <summary>Puts a part away that is over, and whose runs are here.</summary>
    /// <exception cref="NodeUnreachableException">The login node does not answer.</exception>
    public async Task SettleAsync(string name, CancellationToken cancellation)
    {
        var mark = _clock.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        // Another call may have done it just now.
        _ = await RunAsync(SlurmScripts.Settle, [name, mark], cancellation: cancellation);
    }

    /// <summary>Cancels the jobs of a work; false if there are none.</summary>
    /// <exception cref="NodeUnreachableException">Slurm or the login node does not answer.</exception>
    public async Task<bool> StopAsync(string work, CancellationToken cancellation)
    {
        var result = await RunAsync(SlurmScripts.Stop, [work], cancellation: cancellation);
        return result.ExitCode != NodeScripts.ThereAlready && Good(result) is not null;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _shell.DisposeAsync();

    private async Task<ShellResult> RunAsync(
        string script,
        IEnumerable<string> arguments,
        Stream? input = null,
        Func<Stream, Task>? output = null,
        CancellationToken cancellation = default
    )
    {
        var result = await _shell.RunAsync(script, [_reach.Folder, .. arguments], input, output, cancellation);
        return result.ExitCode == SlurmScripts.Silent
            ? throw new NodeUnreachableException($"Node {_name}: Slurm does not answer ({Said(result)}).")
            : result;
    }

    private ShellResult Good(ShellResult result) =>
        result.ExitCode == 0
            ? result
            : throw new UserErrorException(
                $"Node {_name} cannot use {_reach.Folder} ({Said(result)}): make room there and make it writable, or name another folder in envs/nodes.local.yaml."
            );

    // Slurm's programs begin each line with their own name.
    private static string Said(ShellResult result)
    {
        var last = SshProblem.Last(result.Error);
        var at = last.IndexOf("error: ", StringComparison.Ordinal);
        return at < 0 ? last : last[(at + "error: ".Length)..];
    }
}
