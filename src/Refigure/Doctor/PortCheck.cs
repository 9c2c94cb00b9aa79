using System.Net;
using System.Net.Sockets;

namespace Refigure.Doctor;

/// <summary>Whether an engine can listen on this machine and be reached, and whether a proxy would stand between.</summary>
/// <param name="variable">An environment variable by its name; null if it is not set.</param>
public sealed class PortCheck(Func<string, string?> variable) : ICheck
{
    private const string What = "free ports";
    private static readonly string[] Loopback = ["127.0.0.1", "localhost", "*"];

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            using var client = new TcpClient();
            using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            late.CancelAfter(TimeSpan.FromSeconds(10));
            await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, late.Token);
        }
        catch (Exception e)
            when (e is SocketException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return
            [
                new Finding(
                    What,
                    $"a server on 127.0.0.1 cannot be reached ({Amounts.Line(e.Message)})",
                    needs.IsGeneral ? Verdict.Note : Verdict.Blocks,
                    "see what keeps programs from talking on the loopback address: a firewall, a sandbox"
                ),
            ];
        }

        return
        [
            IsProxied()
                ? new Finding(
                    What,
                    "a server on 127.0.0.1 can be reached, but http_proxy is set and no_proxy does not leave 127.0.0.1 out",
                    Verdict.Note,
                    "add 127.0.0.1,localhost to no_proxy: engines in several processes talk to themselves"
                )
                : new Finding(What, "a server on 127.0.0.1 can be reached", Verdict.Ok),
        ];
    }

    private bool IsProxied() =>
        Value("http_proxy", "HTTP_PROXY") is not null
        && !(Value("no_proxy", "NO_PROXY") ?? "")
            .Split(',', StringSplitOptions.TrimEntries)
            .Intersect(Loopback, StringComparer.OrdinalIgnoreCase)
            .Any();

    private string? Value(string lower, string upper) =>
        variable(lower) is { Length: > 0 } one ? one
        : variable(upper) is { Length: > 0 } other ? other
        : null;
}
