using System.Text;

namespace Refigure.Nodes.Ssh;

/// <summary>What a job is told over its standard input: nothing of it stands in arguments, which everybody on a machine can read.</summary>
public sealed record JobInput
{
    private const string End = "end";

    /// <summary>The runs that are wanted, as folders below the runs root.</summary>
    public IEnumerable<string> Only { get; init; } = [];

    /// <summary>The hub's token; null for what the node has itself.</summary>
    public string? Token { get; init; }

    /// <summary>Not its content: that is a secret.</summary>
    public override string ToString() => nameof(JobInput);

    /// <summary>
    /// As the node's script reads it: the token's line, which may be empty, one line a run, and one that says that all came.
    /// </summary>
    internal Stream Open() =>
        new MemoryStream(
            Encoding.UTF8.GetBytes(string.Join('\n', [Token ?? "", .. Only, End]) + "\n"),
            writable: false
        );
}
