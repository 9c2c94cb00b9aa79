using Refigure.Nodes.Ssh;

namespace Refigure.Nodes.Shells;

/// <summary>Which shell reaches a node.</summary>
internal static class NodeShells
{
    /// <summary>The shell of a node: over ssh, or this machine's own where the node is reached from here without.</summary>
    public static INodeShell Of(string node, SshReach reach) =>
        reach.IsThisMachine ? new LocalShell(node) : new SshClient(node, reach);
}
