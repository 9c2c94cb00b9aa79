using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Refigure.Nodes.Gpus;

namespace Refigure.Nodes;

/// <summary>Asks this machine what it is: <c>/proc</c> and <c>/etc/os-release</c> on Linux, the runtime elsewhere.</summary>
public sealed class NodeInspector : INodeInspector
{
    private const long Kibibyte = 1024;

    private readonly string _root;
    private readonly Func<string?> _nodeJs;
    private readonly IGpuMonitor? _gpus;
    private ImmutableSortedDictionary<string, string>? _facts;

    /// <summary>This machine.</summary>
    public NodeInspector()
        : this(new NvidiaSmi()) { }

    /// <summary>This machine.</summary>
    /// <param name="gpus">Asks its GPUs.</param>
    public NodeInspector(IGpuMonitor gpus)
        : this("/", NodeJs.Version, gpus) { }

    /// <summary>A machine whose <c>/proc</c> and <c>/etc</c> lie below a folder.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="nodeJs">Tells the version of its Node.js; null if there is none.</param>
    /// <param name="gpus">Asks its GPUs; null if there are none.</param>
    internal NodeInspector(string root, Func<string?> nodeJs, IGpuMonitor? gpus = null)
    {
        _root = root;
        _nodeJs = nodeJs;
        _gpus = gpus;
    }

    /// <inheritdoc />
    public ImmutableSortedDictionary<string, string> Facts => _facts ??= Read();

    /// <inheritdoc />
    public long? AvailableMemory() => Memory("MemAvailable");

    /// <inheritdoc />
    public long FreeDisk(string path)
    {
        var folder = Path.GetFullPath(path);
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
        {
            folder = above;
        }

        return new DriveInfo(folder).AvailableFreeSpace;
    }

    private ImmutableSortedDictionary<string, string> Read()
    {
        var facts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        Add("cpu", Value("proc/cpuinfo", "model name", ':'));
        Add("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        Add("memory_bytes", Memory("MemTotal")?.ToString(CultureInfo.InvariantCulture));
        Add("kernel", Lines("proc/sys/kernel/osrelease").FirstOrDefault());
        Add("os", Value("etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription);
        Add("node_js", _nodeJs());
        if (_gpus?.Report() is { Devices: [var first, ..] devices } report)
        {
            Add("gpu", string.Join(" + ", devices.Select(d => d.Name).Distinct(StringComparer.Ordinal)));
            Add("gpus", devices.Length.ToString(CultureInfo.InvariantCulture));
            // Of the smallest: what fits there fits everywhere.
            Add("gpu_memory_bytes", devices.Min(d => d.MemoryBytes)?.ToString(CultureInfo.InvariantCulture));
            Add("driver", first.Driver);
            Add("cuda", report.Cuda);
            Add("gpu_compute_capability", Same(devices.Select(d => d.ComputeCapability)));
            Add("gpu_mig", Same(devices.Select(d => d.Mig)));
            Add("gpu_persistence", Same(devices.Select(d => d.Persistence)));
            Add("gpu_power_limit_watts", Number(devices.Min(d => d.PowerLimit)));
            Add("gpu_highest_clock_mhz", Number(devices.Min(d => d.HighestClock)));
        }

        return facts.ToImmutable();

        void Add(string fact, string? value)
        {
            if (value is { Length: > 0 })
            {
                facts[fact] = value.Trim();
            }
        }
    }

    private static string? Number(double? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Same(IEnumerable<string?> values) =>
        values.Distinct(StringComparer.Ordinal).ToArray() is [{ } one] ? one : null;

    // "MemTotal:       24530088 kB" (proc_meminfo(5)).
    private long? Memory(string key) =>
        Value("proc/meminfo", key, ':')?.Split(' ') is [var number, "kB"]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value * Kibibyte
            : null;

    private string? Value(string file, string key, char separator)
    {
        foreach (var line in Lines(file))
        {
            var at = line.IndexOf(separator, StringComparison.Ordinal);
            if (at > 0 && line.AsSpan(0, at).Trim().SequenceEqual(key))
            {
                return line[(at + 1)..].Trim();
            }
        }

        return null;
    }

    private string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(_root, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
