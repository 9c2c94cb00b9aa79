using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Results;

namespace Refigure.Nodes;

/// <summary>The named nodes, and this machine.</summary>
public sealed class NodeCatalog
{
    private static readonly string[] RootKeys = ["nodes"];
    private static readonly string[] NodeKeys = ["kind", "describe"];

    private NodeCatalog(ImmutableArray<NodeSpec> nodes, string here)
    {
        Nodes = nodes;
        Here = here;
    }

    /// <summary>The nodes of the file, in its order.</summary>
    public ImmutableArray<NodeSpec> Nodes { get; }

    /// <summary>The name under which this machine's runs are stored.</summary>
    public string Here { get; }

    /// <summary>Reads <c>nodes.yaml</c>.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">Its name in messages.</param>
    /// <param name="machine">This machine's name.</param>
    /// <exception cref="UserErrorException">Something is wrong: file, line, key, what was expected.</exception>
    public static NodeCatalog Read(TextReader text, string file, string machine)
    {
        var root = YamlMap.Load(text, file);
        root.AllowOnly(RootKeys);
        var nodes = root.RequireMap("nodes");
        return new NodeCatalog([.. nodes.Maps().Select(n => Node(n.Key, n.Map))], FolderName.Safe(machine));
    }

    /// <summary>Whether this machine is the node of a name, so that its runs are made here.</summary>
    public bool IsHere(string name) => name == Here || Nodes.Any(n => n.Name == name && n.Kind == "local");

    /// <summary>Whether the node of a name is another machine, which only its user reaches.</summary>
    public bool IsElsewhere(string name) => !IsHere(name) && Nodes.Any(n => n.Name == name && n.Kind == "manual");

    /// <summary>The node of a name.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public NodeSpec Get(string name) =>
        Nodes.FirstOrDefault(n => n.Name == name)
        ?? (
            name == Here
                ? new NodeSpec(Here, "local", "this machine")
                : throw new UserErrorException(
                    $"There is no node {name}: expected {string.Join(", ", Nodes.Select(n => n.Name).Append(Here))} (envs/nodes.yaml)."
                )
        );

    private static NodeSpec Node(string name, YamlMap map)
    {
        map.AllowOnly(NodeKeys);
        return FolderName.IsSafe(name)
            ? new NodeSpec(name, map.RequireOneOf("kind", "local", "manual"), map.OptionalText("describe"))
            : throw map.Wrong("is no name of a node; expected letters, digits and ._+=,@-");
    }
}
