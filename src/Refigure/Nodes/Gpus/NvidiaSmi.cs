using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Refigure.Nodes.Gpus;

/// <summary>
/// Asks <c>nvidia-smi</c>. What a version of it does not know is left out: a field that it refuses is asked by its older name,
/// or not at all.
/// </summary>
public sealed partial class NvidiaSmi : IGpuMonitor
{
    private const string Reasons = "clocks_event_reasons.active";
    private const string Csv = "--format=csv,nounits";

    // Until driver 535.
    private const string OldReasons = "clocks_throttle_reasons.active";

    private static readonly string[] Needed = ["index", "uuid", "name", "driver_version"];
    private static readonly string[] Wanted =
    [
        .. Needed,
        "memory.total",
        "memory.used",
        "compute_cap",
        "mig.mode.current",
        "persistence_mode",
        "power.limit",
        "power.draw",
        "clocks.sm",
        "clocks.max.sm",
        "temperature.gpu",
        Reasons,
    ];

    private static readonly string[] Sampled =
    [
        "timestamp",
        "index",
        "memory.used",
        "utilization.gpu",
        "clocks.sm",
        "clocks.mem",
        "temperature.gpu",
        "power.draw",
    ];

    private readonly string? _program;
    private readonly TimeSpan _patience;
    private ImmutableArray<string> _fields = [.. Wanted];
    private (bool Asked, string? Version) _cuda;

    /// <summary>The one on the path.</summary>
    public NvidiaSmi()
        : this(GpuProgram.OnPath("nvidia-smi"), TimeSpan.FromSeconds(10)) { }

    /// <summary>A given one.</summary>
    /// <param name="program">The program, absolute; null if there is none.</param>
    /// <param name="patience">How long it may take to answer.</param>
    internal NvidiaSmi(string? program, TimeSpan patience)
    {
        _program = program;
        _patience = patience;
    }

    /// <inheritdoc />
    public GpuReport Report()
    {
        if (_program is null)
        {
            return GpuReport.None;
        }

        var (answer, problem) = AskForFields();
        if (problem is not null)
        {
            return new GpuReport([], null, problem);
        }

        if (GpuTable.Read(answer, Needed) is not var (table, rows))
        {
            return new GpuReport([], null, Rubbish(answer));
        }

        ImmutableArray<GpuDevice> devices = [.. rows.Select(row => Device(table, row)).OfType<GpuDevice>()];
        return devices.IsEmpty
            ? new GpuReport([], null, "nvidia-smi shows no GPU")
            : new GpuReport(devices, Cuda(), Problem: null);
    }

    /// <inheritdoc />
    public GpuProcessList Processes()
    {
        if (_program is null)
        {
            return new GpuProcessList([], GpuReport.None.Problem);
        }

        var (answer, problem) = Ask(GpuProcessReader.Query, Csv);
        if (problem is not null)
        {
            return new GpuProcessList([], problem);
        }

        var reader = new GpuProcessReader();
        ImmutableArray<GpuProcess> found = [.. answer.Split('\n').Select(reader.Read).OfType<GpuProcess>()];
        return new GpuProcessList(found, reader.HasHeader ? null : Rubbish(answer));
    }

    /// <inheritdoc />
    public GpuQuery? SampleQuery(ImmutableArray<string> gpus, TimeSpan every)
    {
        string[] reasons = [.. _fields.Where(f => f is Reasons or OldReasons)];
        return _program is null
            ? null
            : new GpuQuery(
                _program,
                [
                    $"--id={string.Join(',', gpus)}",
                    $"--query-gpu={string.Join(',', Sampled.Concat(reasons))}",
                    Csv,
                    Repeated(every),
                ]
            );
    }

    /// <inheritdoc />
    public GpuQuery? ProcessQuery(TimeSpan every) =>
        _program is null ? null : new GpuQuery(_program, [GpuProcessReader.Query, Csv, Repeated(every)]);

    // Such as: Field "compute_cap" is not a valid field to query.
    [GeneratedRegex(
        "Field \"(?<field>[a-z0-9_.]+)\" is not a valid field",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex RefusedField();

    // Such as "CUDA Version: 13.0" and, with --version, "CUDA Version        : 13.0"; newer ones say "CUDA UMD Version".
    [GeneratedRegex(
        @"CUDA (?:UMD )?Version\s*:\s*(?<version>[0-9]+\.[0-9]+)",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex CudaVersion();

    private (string Answer, string? Problem) AskForFields()
    {
        while (true)
        {
            var (answer, problem) = Ask($"--query-gpu={string.Join(',', _fields)}", Csv);
            if (
                problem is null
                || RefusedField().Match(answer) is not { Success: true } refused
                || !_fields.Contains(refused.Groups["field"].Value)
            )
            {
                return (answer, problem);
            }

            // Each turn has one field less, or an older one.
            var field = refused.Groups["field"].Value;
            _fields = field == Reasons ? _fields.Replace(field, OldReasons) : _fields.Remove(field);
        }
    }

    private string? Cuda()
    {
        if (!_cuda.Asked)
        {
            _cuda = (true, CudaIn("--version") ?? CudaIn());
        }

        return _cuda.Version;
    }

    private string? CudaIn(params ReadOnlySpan<string> arguments) =>
        Ask(arguments) is (var answer, null) && CudaVersion().Match(answer) is { Success: true } found
            ? found.Groups["version"].Value
            : null;

    private static GpuDevice? Device(GpuTable table, string[] row) =>
        GpuValue.Whole(table.Cell(row, "index")) is { } index
        && GpuValue.Text(table.Cell(row, "uuid")) is { } uuid
        && GpuValue.Text(table.Cell(row, "name")) is { } name
            ? new GpuDevice(index, uuid, name, GpuValue.Text(table.Cell(row, "driver_version")) ?? "")
            {
                MemoryBytes = GpuValue.Bytes(table.Cell(row, "memory.total")),
                UsedBytes = GpuValue.Bytes(table.Cell(row, "memory.used")),
                ComputeCapability = GpuValue.Text(table.Cell(row, "compute_cap")),
                Mig = GpuValue.Text(table.Cell(row, "mig.mode.current")),
                Persistence = GpuValue.Text(table.Cell(row, "persistence_mode")),
                PowerLimit = GpuValue.Number(table.Cell(row, "power.limit")),
                Power = GpuValue.Number(table.Cell(row, "power.draw")),
                Clock = GpuValue.Number(table.Cell(row, "clocks.sm")),
                HighestClock = GpuValue.Number(table.Cell(row, "clocks.max.sm")),
                Temperature = GpuValue.Number(table.Cell(row, "temperature.gpu")),
                Reasons = GpuValue.Bits(table.Cell(row, Reasons)),
            }
            : null;

    private (string Answer, string? Problem) Ask(params ReadOnlySpan<string> arguments) =>
        GpuProgram.Ask(_program!, [.. arguments], _patience);

    private static string Rubbish(string answer) =>
        $"nvidia-smi answers something that is no table ('{GpuValue.Printable(answer)}'): see what it says when you start it";

    private static string Repeated(TimeSpan every) =>
        "--loop-ms=" + ((long)every.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
