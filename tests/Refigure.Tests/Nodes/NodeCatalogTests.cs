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

    [Fact]
    public void The_user_s_own_node_takes_the_place_of_the_committed_one_and_keeps_what_is_expected_of_it()
    {
        var nodes = Read("nodes:\n  n1:\n    kind: manual\n    describe: words\n    expect: { gpu: H100 }\n")
            .With(new StringReader("nodes:\n  n1:\n    kind: ssh\n    host: user@gpu-1\n    port: 2222\n"), "own.yaml");

        var n1 = nodes.Get("n1");
        n1.Ssh.ShouldNotBeNull().Host.ShouldBe("user@gpu-1");
        n1.Ssh.Port.ShouldBe(2222);
        n1.Ssh.Folder.ShouldBe("refigure");
        n1.Describe.ShouldBe("words");
        n1.Expect["gpu"].ShouldBe("H100");
        nodes.IsReached("n1").ShouldBeTrue();
        nodes.IsElsewhere("n1").ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        "nodes:\n  a:\n    kind: teleport\n",
        "n.yaml, line 3: nodes.a.kind is 'teleport'; expected local or manual or ssh or slurm."
    )]
    [InlineData(
        "nodes:\n  a/b:\n    kind: local\n",
        "n.yaml, line 3: nodes.a/b is no name of a node; expected letters, digits and ._+=,@-."
    )]
    [InlineData(
        "nodes:\n  a:\n    kind: local\n    user: x\n",
        "n.yaml, line 4: nodes.a.user is not a key that is known here; expected one of kind, describe, expect."
    )]
    [InlineData("nodes:\n  a:\n    kind: ssh\n", "n.yaml, line 3: nodes.a.host is missing; expected a text.")]
    [InlineData(
        "nodes:\n  a:\n    kind: ssh\n    host: -oProxyCommand=x\n",
        "n.yaml, line 4: nodes.a.host is '-oProxyCommand=x'; expected a text that begins neither with a dash nor with ~."
    )]
    [InlineData(
        "nodes:\n  a:\n    kind: ssh\n    host: h\n    ssh_options: Port 22\n",
        "n.yaml, line 5: nodes.a.ssh_options holds 'Port 22'; expected NAME=VALUE, as in ssh_config."
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
