using System.Collections.Immutable;
using System.Globalization;
using Refigure.Doctor;
using Refigure.Nodes;
using Refigure.Nodes.Ssh;

namespace Refigure.Build.Nodes;

/// <summary>What only the machine that reaches a node can say of it, as rows of the doctor's table.</summary>
internal static class NodeFindings
{
    private const string Reach = "reached";
    private const long Little = 1L << 30;

    /// <summary>Looks.</summary>
    public static async Task<ImmutableArray<Finding>> OfAsync(
        NodeSpec node,
        SshNode ssh,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var began = clock.GetTimestamp();
        try
        {
            var answer = await ssh.ProbeAsync("", "", data: null, cancellation);
            return
            [
                new Finding(
                    Reach,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{node.Name} ({node.Ssh!.Host}), {answer.Runtime}, with the first answer after {clock.GetElapsedTime(began).TotalSeconds:0.0} s"
                    ),
                    Verdict.Ok
                ),
                Clock(answer.ClockAhead),
                Disk(answer),
            ];
        }
        catch (NodeUnreachableException e)
        {
            return [Blocks(e.Message)];
        }
        catch (UserErrorException e)
        {
            return [Blocks(e.Message)];
        }
    }

    // Errors say what is wrong, a colon, and what to do.
    private static Finding Blocks(string message)
    {
        var text = message.TrimEnd('.');
        var at = text.LastIndexOf(": ", StringComparison.Ordinal);
        return at < 0
            ? new Finding(Reach, text, Verdict.Blocks)
            : new Finding(Reach, text[..at], Verdict.Blocks, text[(at + 2)..]);
    }

    private static Finding Clock(TimeSpan? ahead) =>
        ahead is not { } skew ? new Finding("clock from here", "it does not tell its time", Verdict.Note)
        : ClockSkew.IsMuch(skew)
            ? new Finding(
                "clock from here",
                ClockSkew.Words(skew),
                Verdict.Note,
                "set it, and have it kept (NTP, such as chrony): durations are right, but times of day are not"
            )
        : new Finding("clock from here", ClockSkew.Words(skew), Verdict.Ok);

    private static Finding Disk(NodeAnswer answer) =>
        answer.FreeBytes is not { } free
            ? new Finding("disk of its folder", $"{answer.Folder} does not say how much is free", Verdict.Note)
            : new Finding(
                "disk of its folder",
                string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.0} GB free at {answer.Folder}"),
                free < Little ? Verdict.Note : Verdict.Ok,
                free < Little ? "make room there, or name another folder in envs/nodes.local.yaml" : null
            );
}
