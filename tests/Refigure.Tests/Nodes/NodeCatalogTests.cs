using Refigure.Nodes;

namespace Refigure.Tests.Nodes;

public sealed class NodeCatalogTests
{
    [Fact]
    public void Nodes_are_known_by_name_and_so_is_this_machine()
    {
        var nodes = Read("nodes:\n  here-1:\n    kind: local\n    describe: words\n");

        nodes.Get("here-1").Describe.ShouldBe("words");
        nodes.Get("machine").Kind.ShouldBe("local");
    }

    [Fact]
    public void Another_machine_is_here_only_where_it_says_its_name()
    {
        const string Text =
            "nodes:\n  machine:\n    kind: manual\n  far:\n    kind: manual\n  near:\n    kind: local\n";
        var nodes = Read(Text);

        nodes.IsHere("machine").ShouldBeTrue();
        nodes.IsHere("near").ShouldBeTrue();
        nodes.IsHere("far").ShouldBeFalse();
        nodes.IsElsewhere("far").ShouldBeTrue();
        nodes.IsElsewhere("machine").ShouldBeFalse();
        nodes.IsElsewhere("nobody").ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        "nodes:\n  a:\n    kind: teleport\n",
        "n.yaml, line 3: nodes.a.kind is 'teleport'; expected local or manual."
    )]
    [InlineData(
        "nodes:\n  a/b:\n    kind: local\n",
        "n.yaml, line 3: nodes.a/b is no name of a node; expected letters, digits and ._+=,@-."
    )]
    [InlineData(
        "nodes:\n  a:\n    kind: local\n    user: x\n",
        "n.yaml, line 4: nodes.a.user is not a key that is known here; expected one of kind, describe."
    )]
    [InlineData("node: {}\n", "n.yaml, line 1: node is not a key that is known here; expected one of nodes.")]
    public void What_is_wrong_is_named(string text, string message)
    {
        Should.Throw<UserErrorException>(() => Read(text)).Message.ShouldBe(message);
    }

    [Fact]
    public void An_unknown_node_names_the_known_ones()
    {
        Should
            .Throw<UserErrorException>(() => Read("nodes:\n  a:\n    kind: local\n").Get("b"))
            .Message.ShouldBe("There is no node b: expected a, machine (envs/nodes.yaml).");
    }

    private static NodeCatalog Read(string text) => NodeCatalog.Read(new StringReader(text), "n.yaml", "machine");
}
