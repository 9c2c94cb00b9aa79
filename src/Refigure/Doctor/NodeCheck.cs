using Refigure.Nodes;

namespace Refigure.Doctor;

/// <summary>What this machine is, and whether the nodes that are to measure are known.</summary>
/// <param name="node">This machine.</param>
/// <param name="nodes">The named nodes.</param>
public sealed class NodeCheck(INodeInspector node, NodeCatalog nodes) : ICheck
{
    /// <inheritdoc />
    public Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        var facts = node.Facts;
        string Fact(string name) => facts.GetValueOrDefault(name, "not known");
        var here = new Finding(
            "machine",
            $"{nodes.Here}: {Fact("cpu")}, {Fact("cores")} cores, {Fact("os")}, kernel {Fact("kernel")}",
            Verdict.Ok
        );
        var strange = (needs.Plan?.ToMake ?? [])
            .Select(r => r.Identity.Node)
            .Distinct(StringComparer.Ordinal)
            .Where(name => name != nodes.Here && nodes.Nodes.All(n => n.Name != name))
            .Order(StringComparer.Ordinal)
            .Select(name => new Finding(
                $"node {name}",
                "it is not described in envs/nodes.yaml",
                Verdict.Blocks,
                $"describe it there, or, on that machine, say --here {name}"
            ));
        return Task.FromResult<IReadOnlyList<Finding>>([here, .. strange]);
    }
}
