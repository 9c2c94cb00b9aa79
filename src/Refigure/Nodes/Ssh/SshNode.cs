using System.Collections.Immutable;
using System.Globalization;
using Refigure.Nodes.Shells;

namespace Refigure.Nodes.Ssh;

/// <summary>
/// A machine whose shell is reached: what is sent there, started there and brought from there. Nothing is kept here; all state
/// lies in files of the node's folder, so that another call goes on where this one was cut off.
/// </summary>
public sealed class SshNode : IAsyncDisposable
{
    private readonly INodeShell _client;
    private readonly string _name;
    private readonly SshReach _reach;
    private readonly TimeProvider _clock;

    /// <summary>For a node of the catalog.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="reach">How it is reached.</param>
    /// <param name="clock">This machine's clock, with which the node's is compared.</param>
    public SshNode(string name, SshReach reach, TimeProvider clock)
    {
        _name = name;
        _reach = reach;
        _clock = clock;
        _client = NodeShells.Of(name, reach);
    }

    /// <summary>Makes the node's folder if it is not there, and says what the node is and has.</summary>
    /// <param name="host">The digest of the host that will be wanted.</param>
    /// <param name="checkout">The digest of the checkout that will be wanted.</param>
    /// <param name="data">The digest of the data sets that will be wanted; null for none.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserErrorException">It cannot be used; the sentence says why, and what to do.</exception>
    /// <exception cref="NodeUnreachableException">It does not answer.</exception>
    public async Task<NodeAnswer> ProbeAsync(string host, string checkout, string? data, CancellationToken cancellation)
    {
        var before = _clock.GetUtcNow();
        var result = Good(
            await _client.RunAsync(
                NodeScripts.Probe,
                [_reach.Folder, host, checkout, data ?? ""],
                cancellation: cancellation
            )
        );
        var after = _clock.GetUtcNow();
        var said = result
            .Output.Split('\n')
            .Select(line => line.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        if (said["lacks"].ToArray() is { Length: > 0 } lacks)
        {
            throw new UserErrorException(
                $"Node {_name} lacks {string.Join(", ", lacks)}: install it there, or add its folder to path in envs/nodes.local.yaml."
            );
        }

        return new NodeAnswer(
            said["folder"].FirstOrDefault()
                ?? throw new UserErrorException(
                    $"Node {_name} gives no answer that can be read ({SshProblem.Last(result.Output)}): its login shell must run sh -c and write nothing by itself."
                ),
            RuntimeOf(said["system"].FirstOrDefault() ?? "", said["musl"].Any()),
            said["host"].Any(),
            said["checkout"].Any(),
            double.TryParse(
                said["time"].FirstOrDefault(),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var time
            )
                ? DateTimeOffset.UnixEpoch.AddSeconds(time) - (before + ((after - before) / 2))
                : null
        )
        {
            HasData = said["data"].Any(),
            FreeBytes = long.TryParse(
                said["free"].FirstOrDefault(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var kibibytes
            )
                ? kibibytes * 1024
                : null,
        };
    }

    /// <summary>Sends an archive, which lies there afterwards, unpacked and checked, or not at all.</summary>
    /// <param name="kind"><c>hosts</c>, <c>checkouts</c> or <c>data</c>.</param>
    /// <param name="name">Its digest, which names it.</param>
    /// <param name="sha256">The archive's own SHA-256.</param>
    /// <param name="archive">The archive, a tar that gzip compressed.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserErrorException">It cannot be stored there.</exception>
    /// <exception cref="NodeUnreachableException">It does not answer.</exception>
    public async Task SendAsync(
        string kind,
        string name,
        string sha256,
        Stream archive,
        CancellationToken cancellation
    ) =>
        Good(
            await _client.RunAsync(
                NodeScripts.Upload,
                [_reach.Folder, kind, name, sha256],
                archive,
                cancellation: cancellation
            )
        );

    /// <summary>Starts a job; false if there is one of that name already.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="host">The digest of the host that is there.</param>
    /// <param name="checkout">The digest of the checkout that is there.</param>
    /// <param name="data">The digest of the data sets that are there; null for none.</param>
    /// <param name="input">What it is told: the runs that are wanted, and what no argument may hold.</param>
    /// <param name="arguments">The host's arguments.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserErrorException">It cannot be started there.</exception>
    /// <exception cref="NodeUnreachableException">It does not answer; whether the job began is not known.</exception>
    public async Task<bool> StartAsync(
        string job,
        string host,
        string checkout,
        string? data,
        JobInput input,
        IEnumerable<string> arguments,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(input);
        await using var told = input.Open();
        var result = await _client.RunAsync(
            NodeScripts.Start,
            [_reach.Folder, job, host, checkout, data ?? "", string.Join(':', _reach.Path), .. arguments],
            told,
            cancellation: cancellation
        );
        return result.ExitCode == NodeScripts.Gone
            ? throw new UserErrorException(
                $"Node {_name} lost what was sent there, perhaps to another call's clearing away: start again."
            )
            : result.ExitCode != NodeScripts.ThereAlready && Good(result) is not null;
    }

    /// <summary>Looks at a job and at the finished runs of experiments.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="known">How many bytes of its log are known.</param>
    /// <param name="experiments">The experiments.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="NodeUnreachableException">It does not answer.</exception>
    public async Task<JobLook> LookAsync(
        string job,
        long known,
        IEnumerable<string> experiments,
        CancellationToken cancellation
    )
    {
        using var answer = new MemoryStream();
        string[] arguments = [_reach.Folder, job, known.ToString(CultureInfo.InvariantCulture), _name, .. experiments];
        _ = Good(
            await _client.RunAsync(
                NodeScripts.Look,
                arguments,
                output: from => from.CopyToAsync(answer, cancellation),
                cancellation: cancellation
            )
        );
        try
        {
            return JobAnswer.Read(answer.ToArray());
        }
        catch (FormatException e)
        {
            throw new NodeUnreachableException($"Node {_name} gave half an answer ({e.Message}).", e);
        }
    }

    /// <summary>Brings runs as a compressed archive, which <paramref name="take"/> reads; half an archive it must notice itself.</summary>
    /// <exception cref="NodeUnreachableException">It does not answer.</exception>
    public async Task FetchAsync(IEnumerable<string> runs, Func<Stream, Task> take, CancellationToken cancellation) =>
        Good(
            await _client.RunAsync(
                NodeScripts.Fetch,
                [_reach.Folder, .. runs],
                output: take,
                cancellation: cancellation
            )
        );

    /// <summary>Puts a job away that is over, and whose runs are here.</summary>
    /// <exception cref="NodeUnreachableException">It does not answer.</exception>
    public async Task SettleAsync(string job, CancellationToken cancellation)
    {
        var mark = _clock.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        // Another call may have done it just now.
        _ = await _client.RunAsync(NodeScripts.Settle, [_reach.Folder, job, mark], cancellation: cancellation);
    }

    /// <summary>Asks a job to end; false if none of that name runs.</summary>
    /// <exception cref="NodeUnreachableException">It does not answer.</exception>
    public async Task<bool> StopAsync(string job, CancellationToken cancellation)
    {
        var result = await _client.RunAsync(NodeScripts.Stop, [_reach.Folder, job], cancellation: cancellation);
        return result.ExitCode != NodeScripts.ThereAlready && Good(result) is not null;
    }

    /// <summary>The jobs that are running there.</summary>
    /// <exception cref="NodeUnreachableException">It does not answer.</exception>
    public async Task<ImmutableArray<string>> JobsAsync(CancellationToken cancellation)
    {
        var result = await _client.RunAsync(NodeScripts.Jobs, [_reach.Folder], cancellation: cancellation);
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private ShellResult Good(ShellResult result) =>
        result.ExitCode == 0
            ? result
            : throw new UserErrorException(
                $"Node {_name} cannot use {_reach.Folder} ({SshProblem.Last(result.Error)}): make room there and make it writable, or name another folder in envs/nodes.local.yaml."
            );

    private string RuntimeOf(string system, bool musl) =>
        system switch
        {
            "Linux-x86_64" => musl ? "linux-musl-x64" : "linux-x64",
            "Linux-aarch64" => musl ? "linux-musl-arm64" : "linux-arm64",
            _ => throw new UserErrorException(
                $"Node {_name} is {(system.Length == 0 ? "unknown" : system)}: expected Linux on x86_64 or aarch64."
            ),
        };
}
