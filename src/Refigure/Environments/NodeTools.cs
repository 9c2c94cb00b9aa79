using System.Globalization;

namespace Refigure.Environments;

/// <summary>Node and npm of this machine.</summary>
/// <param name="Node">Node, absolute.</param>
/// <param name="Npm">npm, absolute.</param>
internal sealed record NodeTools(string Node, string Npm)
{
    private const int OldestNode = 20;
    private const string WhereFrom = "install it from https://nodejs.org, or with your package manager";

    /// <summary>Finds them, and checks Node's version.</summary>
    public static async Task<NodeTools> FindAsync(IToolRunner tools, CancellationToken cancellation)
    {
        var node = tools.Find("node") ?? throw new UserErrorException($"Node 20 or newer was not found: {WhereFrom}.");
        var version = "";
        var call = new ToolCall(node, ["--version"], Path.GetDirectoryName(node)!);
        if (
            await tools.RunAsync(call, line => version = line.Trim(), cancellation) != 0
            || Major(version) is not { } major
            || major < OldestNode
        )
        {
            throw new UserErrorException(
                $"Node 20 or newer was not found, only {node}, which says '{version}': {WhereFrom}."
            );
        }

        var npm =
            tools.Find("npm")
            ?? throw new UserErrorException($"npm was not found, which comes with Node: {WhereFrom}.");
        return new NodeTools(node, npm);
    }

    // Such as v20.20.2.
    private static int? Major(string version) =>
        version.StartsWith('v')
        && int.TryParse(version[1..].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? major
            : null;
}
