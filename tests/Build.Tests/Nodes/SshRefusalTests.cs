using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Nodes;

/// <summary>What keeps a node from being used is one sentence, before anything is made.</summary>
[Collection(SshKitCollection.Name)]
public sealed class SshRefusalTests
{
    [SshFact]
    public void A_host_key_that_is_not_the_known_one_is_refused_with_what_to_do()
    {
        using var there = new SshClone();
        var known = there.Elsewhere("keys/known");
        SshMachine.MakeKey(there.Elsewhere("other"));
        var other = File.ReadAllText(there.Elsewhere("other.pub"));
        File.WriteAllText(known, $"[127.0.0.1]:{there.First.Port} {other}");

        Run(there).ShouldRefuse("Node m1", "another host key", "ssh-keygen -R");
        there.Runs().ShouldBeEmpty();
        Directory.Exists(there.First.Folder).ShouldBeFalse();
    }

    [SshFact]
    public void A_host_that_was_never_seen_is_not_trusted_by_itself()
    {
        using var there = new SshClone();
        File.Delete(there.Elsewhere("keys/known"));

        Run(there).ShouldRefuse("Node m1", "not known yet", "by hand");
    }

    [SshFact]
    public void A_node_that_does_not_let_one_in_says_how_it_would()
    {
        using var there = new SshClone();
        File.WriteAllText(there.Elsewhere("keys/id.pub"), "");

        Run(there).ShouldRefuse("Node m1", "Permission denied", "authorized_keys");
    }

    [SshFact]
    public void A_node_that_is_off_is_named()
    {
        using var there = new SshClone();
        there.First.Stop();

        Run(there).ShouldRefuse("Node m1", "does not answer", "Connection refused");
    }

    [SshFact]
    public void A_name_that_no_host_has_is_named()
    {
        using var there = new SshClone();
        there.Describe("  m1:\n    kind: ssh\n    host: nobody.invalid\n");

        Run(there).ShouldRefuse("Node m1 (nobody.invalid)", "is not found", "nodes.local.yaml");
    }

    [SshFact]
    public void A_folder_there_that_cannot_be_written_is_named()
    {
        using var there = new SshClone();
        there.Describe(there.First.Entry("m1", "store").Replace(there.First.Folder, "/proc/refigure"));

        Run(there).ShouldRefuse("Node m1 cannot use /proc/refigure", "nodes.local.yaml");
    }

    [SshFact]
    public void This_machine_s_own_names_are_not_given_to_others()
    {
        using var there = new SshClone();
        there.Describe(there.First.Entry("here-1", "store"));

        Run(there).ShouldRefuse("nodes.here-1 is this machine", "--roles here-1=NAME");
    }

    private static HostResult Run(SshClone there) => there.Clone.Run([.. SshClone.Smoke(1), "--node", "m1"]);
}
