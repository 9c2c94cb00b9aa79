using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Nodes;

/// <summary>A clone whose two roles of figure 10 are played by two machines that it reaches with ssh.</summary>
internal sealed class SshClone : IDisposable
{
    private readonly TemporaryFolder _machines = new();

    /// <summary>With two machines.</summary>
    /// <param name="store">Where models and environments lie, for both; null for an empty place.</param>
    public SshClone(string? store = null)
    {
        First = new SshMachine(_machines["keys"], _machines["one"]);
        Second = new SshMachine(_machines["keys"], _machines["two"]);
        store ??= _machines["store"];
        Describe(First.Entry("m1", store) + Second.Entry("m2", store));
        LinkSources(Clone);
    }

    /// <summary>Gives a clone what the host is published from, and where it is kept: the checkout's own.</summary>
    public static void LinkSources(BareClone clone)
    {
        foreach (var name in (string[])["build", "src"])
        {
            Directory.CreateSymbolicLink(clone.Folder[name], Checkout.PathOf(name));
        }

        foreach (
            var name in (string[])
                ["Directory.Build.props", "Directory.Packages.props", "global.json", "BannedSymbols.txt"]
        )
        {
            File.CreateSymbolicLink(clone.Folder[name], Checkout.PathOf(name));
        }

        var kept = Checkout.PathOf("artifacts", "nodes");
        Directory.CreateDirectory(kept);
        Directory.CreateDirectory(clone.Folder["artifacts"]);
        Directory.CreateSymbolicLink(clone.Folder["artifacts", "nodes"], kept);
    }

    public BareClone Clone { get; } = new();

    public SshMachine First { get; }

    public SshMachine Second { get; }

    /// <summary>A place that no machine has.</summary>
    public string Elsewhere(string name) => _machines[name];

    /// <summary>Writes the user's own nodes.</summary>
    public void Describe(string entries) => Clone.Folder.Write("envs/nodes.local.yaml", "nodes:\n" + entries);

    /// <summary>The options of figure 10's experiment on both machines, or one of them.</summary>
    public static string[] Smoke(int iterations, params string[] more) =>
        [
            "--target",
            "Run",
            "--experiment",
            "gpu-comparison",
            "--profile",
            "smoke",
            "--roles",
            "here-1=m1,here-2=m2",
            "--iterations",
            iterations.ToString(System.Globalization.CultureInfo.InvariantCulture),
            .. more,
        ];

    /// <summary>Every run that is here, with the text of its <c>run.json</c>.</summary>
    public Dictionary<string, string> Runs() => RunsOf(Clone);

    /// <summary>Every run that is in a clone, with the text of its <c>run.json</c>.</summary>
    public static Dictionary<string, string> RunsOf(BareClone clone) =>
        Directory.Exists(clone.Folder["figures", "runs"])
            ? Directory
                .GetFiles(clone.Folder["figures", "runs"], "run.json", SearchOption.AllDirectories)
                .Where(file => !file.Contains("/.", StringComparison.Ordinal))
                .ToDictionary(
                    file => Path.GetRelativePath(clone.Folder["figures", "runs"], Path.GetDirectoryName(file)!),
                    File.ReadAllText
                )
            : [];

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        Clone.Dispose();
        _machines.Dispose();
    }
}
