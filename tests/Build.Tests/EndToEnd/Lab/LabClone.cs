using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd.Lab;

/// <summary>
/// A clone in which profile <c>lab</c> runs without a GPU: the locks of its vLLM environments name the stub alone, which a
/// wheelhouse holds; its models are tiny; and the program on the path tells of a GPU.
/// </summary>
internal sealed class LabClone : IDisposable
{
    /// <summary>The name by which this machine is known.</summary>
    public const string Node = "h100";

    /// <summary>Another name by which it can be known; it has another GPU then.</summary>
    public const string OtherNode = "h200";

    private readonly BareClone _clone = new();
    private readonly StubGpu _gpu = new("NVIDIA H100 80GB HBM3");
    private readonly StubGpu _otherGpu = new("NVIDIA H200");

    public LabClone()
    {
        Directory.CreateDirectory(Folder["house"]);
        foreach (var version in new[] { "0.20.2", "0.25.1" })
        {
            SetUp(version, StubVllm.Wheel(version));
        }

        TinyModels.Replace(Folder["envs", "models.yaml"]);
    }

    public TemporaryFolder Folder => _clone.Folder;

    /// <summary>How long the stub takes for everything, by what it usually takes.</summary>
    public double Pace { get; init; } = 1;

    /// <summary>Runs the host as one on this node would, to its end.</summary>
    public HostResult Run(params string[] arguments) => RunOn(Node, arguments);

    /// <summary>Runs the host as one on a node would, to its end.</summary>
    public HostResult RunOn(string node, params string[] arguments) =>
        HostProcess.RunIn(_clone.Root, _clone.Root, Variables(node), On(node, arguments));

    /// <summary>Starts the host on this node and does not wait.</summary>
    public System.Diagnostics.Process Start(params string[] arguments) =>
        HostProcess.StartWith(_clone.Root, Variables(Node), On(Node, arguments));

    /// <summary>Variables of a node: the stub on the path, and no settings of this machine.</summary>
    public (string, string)[] Variables(string node)
    {
        var gpu = node == Node ? _gpu : _otherGpu;
        return
        [
            ("PATH", $"{gpu.Folder}:{Environment.GetEnvironmentVariable("PATH")}"),
            ("STUB_VLLM_GPU", gpu.Folder),
            ("STUB_VLLM_PACE", Pace.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("PIP_INDEX_URL", "http://127.0.0.1:9/simple/"),
            ("PIP_CONFIG_FILE", "/dev/null"),
            ("PIP_FIND_LINKS", ""),
            ("PIP_EXTRA_INDEX_URL", ""),
        ];
    }

    /// <summary>The folder of a run of this node.</summary>
    public string PathOf(string experiment, string name, string run) =>
        Folder["figures", "runs", experiment, Node, name, run];

    /// <summary>The names of the runs of a case that are there, and of whatever else lies among them.</summary>
    public string?[] RunsOf(string experiment, string name) =>
        [
            .. Directory
                .GetFileSystemEntries(Folder["figures", "runs", experiment, Node, name])
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The command lines of processes that name this clone.</summary>
    public IEnumerable<string> Processes() =>
        Directory
            .EnumerateDirectories("/proc")
            .Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0]))
            .Select(CommandLine)
            .Where(line =>
                line.Contains(Folder.Root, StringComparison.Ordinal)
                || line.Contains(_gpu.Folder)
                || line.Contains(_otherGpu.Folder)
            );

    public void Dispose()
    {
        _clone.Dispose();
        _gpu.Dispose();
        _otherGpu.Dispose();
    }

    private void SetUp(string version, TinyWheel wheel)
    {
        var name = $"vllm-{version}";
        var description = Folder["envs", name, "env.yaml"];
        var python = VenvFactAttribute.Version ?? "3.12";
        File.WriteAllText(
            description,
            File.ReadAllText(description).Replace("python: \"3.12\"", $"python: \"{python}\"", StringComparison.Ordinal)
        );
        Folder.Write($"envs/{name}/requirements.txt", wheel.Line);
        File.WriteAllBytes(Folder["house", wheel.FileName], wheel.Content);
        StubVllm.ReplacePatches(Folder["patches", name]);
    }

    private static string[] On(string node, string[] arguments) =>
        ["--profile", "lab", "--here", node, "--wheelhouse", "house", .. arguments];

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
