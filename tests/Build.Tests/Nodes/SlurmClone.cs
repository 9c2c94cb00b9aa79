using System.Globalization;
using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Nodes;

/// <summary>A clone whose two roles of figure 10 are played by two machines of a Slurm site, on whose login node it lies.</summary>
internal sealed class SlurmClone : IDisposable
{
    private readonly TemporaryFolder _own = new();

    /// <summary>With a folder of its own on the site, or that of another clone.</summary>
    /// <param name="store">Where models and environments lie.</param>
    /// <param name="more">Further lines of both entries.</param>
    /// <param name="folder">The site's folder; null for one of its own.</param>
    public SlurmClone(string store, string more = "", string? folder = null)
    {
        Site = folder ?? _own["site"];
        Clone.Folder.Write("envs/nodes.local.yaml", "nodes:\n" + Entry("c1", store, more) + Entry("c2", store, more));
        SshClone.LinkSources(Clone);
    }

    public BareClone Clone { get; } = new();

    /// <summary>The folder that the nodes have.</summary>
    public string Site { get; }

    /// <summary>The options of the smallest case of figure 10's experiment on both machines, or one of them.</summary>
    public static string[] Smoke(int iterations, params string[] more) =>
        [
            "--target",
            "Run",
            "--experiment",
            "gpu-comparison",
            "--case",
            "synthetic-60m",
            "--profile",
            "smoke",
            "--roles",
            "here-1=c1,here-2=c2",
            "--iterations",
            iterations.ToString(CultureInfo.InvariantCulture),
            .. more,
        ];

    /// <summary>Every run that is here, with the text of its <c>run.json</c>.</summary>
    public Dictionary<string, string> Runs() => SshClone.RunsOf(Clone);

    /// <summary>Every run that was made on the site, as its jobs' logs tell.</summary>
    public string[] Made() =>
        [
            .. Logs()
                .SelectMany(File.ReadAllLines)
                .Where(line => line.EndsWith(" s", StringComparison.Ordinal) && line.Contains(": done, "))
                .Select(line => line.Split(' ', 2)[1].Split(": done")[0]),
        ];

    /// <summary>The logs of jobs.</summary>
    public string[] Logs() =>
        Directory.Exists(Path.Combine(Site, "jobs"))
            ? Directory.GetFiles(Path.Combine(Site, "jobs"), "log*", SearchOption.AllDirectories)
            : [];

    /// <summary>All that the jobs' logs say.</summary>
    public string Log() => string.Concat(Logs().Select(File.ReadAllText));

    public void Dispose()
    {
        Clone.Dispose();
        _own.Dispose();
    }

    private string Entry(string name, string store, string more) =>
        $"  {name}:\n    kind: slurm\n    folder: {Site}\n    store: {store}\n    options: --nodelist={name}\n{more}";
}
