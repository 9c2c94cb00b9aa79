namespace Refigure.Nodes.Ssh;

/// <summary>What the OpenSSH client says when it has no connection, as one sentence for the user.</summary>
internal static class SshProblem
{
    /// <summary>The problem of a client that ended with 255: what the user can put right, or a node that does not answer now.</summary>
    public static Exception Of(string node, SshReach reach, string said)
    {
        var who = $"Node {node} ({reach.Host})";
        if (Says("IDENTIFICATION HAS CHANGED"))
        {
            return new UserErrorException(
                $"{who} shows another host key than the one that is known: it was installed anew, or somebody stands between; ask who runs it, then remove the old key with ssh-keygen -R and connect once by hand with ssh {reach.Host}."
            );
        }

        if (Says("Host key verification failed"))
        {
            return new UserErrorException(
                $"{who} is not known yet: connect once by hand with ssh {reach.Host} and compare its host key."
            );
        }

        if (Says("Permission denied") || Says("Too many authentication failures"))
        {
            return new UserErrorException(
                $"{who} does not let you in with a key ({Last(said)}): expected that ssh {reach.Host} true works without a question; add your key to its authorized_keys, or to your agent with ssh-add."
            );
        }

        if (Says("Could not resolve hostname"))
        {
            return new UserErrorException(
                $"{who} is not found ({Last(said)}): put host right in envs/nodes.yaml or envs/nodes.local.yaml, or add it to ~/.ssh/config."
            );
        }

        if (Says("Bad configuration option") || Says("terminating, ") || Says("Can't open user config file"))
        {
            return new UserErrorException(
                $"{who}: ssh refuses its configuration ({Last(said)}): put it right, or ssh_options in envs/nodes.local.yaml."
            );
        }

        return new NodeUnreachableException(
            $"{who} does not answer ({Last(said)}): see that it is on and that ssh {reach.Host} reaches it, and start again."
        );

        bool Says(string text) => said.Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The last line that says something, without what would steer a terminal.</summary>
    public static string Last(string said)
    {
        var line = said.Split('\n').Select(l => l.Trim()).LastOrDefault(l => l.Length > 0) ?? "no word why";
        return new string([.. line.Select(c => char.IsControl(c) ? ' ' : c).Take(300)]).TrimEnd('.');
    }
}
