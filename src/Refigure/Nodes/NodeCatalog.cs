using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Nodes;

/// <summary>The named nodes, and this machine.</summary>
public sealed class NodeCatalog
{
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
    public static NodeCatalog Read(TextReader text, string file, string machine) =>
        new(NodeReader.Read(text, file), FolderName.Safe(machine));

    /// <summary>
    /// The same with the user's own nodes in the place of those of the same name. What such a node is expected to be, and what
    /// it is for people, is kept unless it is said anew.
    /// </summary>
    /// <exception cref="UserErrorException">Something is wrong: file, line, key, what was expected.</exception>
    public NodeCatalog With(TextReader text, string file)
    {
        var own = NodeReader.Read(text, file);
        if (
            own.FirstOrDefault(o => o.Kind != "local" && Nodes.Any(n => n.Name == o.Name && n.Kind == "local")) is
            { } one
        )
        {
            throw new UserErrorException(
                $"{file}: nodes.{one.Name} is this machine in every experiment; give the other one a name of its own, and say --roles {one.Name}=NAME."
            );
        }

        return new NodeCatalog(
            [
                .. Nodes.Select(n => own.FirstOrDefault(o => o.Name == n.Name) is { } other ? Over(n, other) : n),
                .. own.Where(o => Nodes.All(n => n.Name != o.Name)),
            ],
            Here
        );
    }

    /// <summary>Whether this machine is the node of a name, so that its runs are made here.</summary>
    public bool IsHere(string name) => name == Here || Nodes.Any(n => n.Name == name && n.Kind == "local");

    /// <summary>Whether the node of a name is another machine, which only its user reaches.</summary>
    public bool IsElsewhere(string name) => !IsHere(name) && Nodes.Any(n => n.Name == name && n.Kind == "manual");

    /// <summary>Whether the node of a name is another machine that this one reaches, so that its runs are made there from here.</summary>
    public bool IsReached(string name) => !IsHere(name) && Nodes.Any(n => n.Name == name && n.Ssh is not null);

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

    private static NodeSpec Over(NodeSpec committed, NodeSpec own) =>
        own with
        {
            Describe = own.Describe ?? committed.Describe,
            Expect = own.Expect.IsEmpty ? committed.Expect : own.Expect,
        };
}
