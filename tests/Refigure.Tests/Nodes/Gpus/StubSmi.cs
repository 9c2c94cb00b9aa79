using Refigure.Nodes.Gpus;

namespace Refigure.Tests.Nodes.Gpus;

/// <summary>
/// A program in place of <c>nvidia-smi</c>: it answers with files that a test writes, and goes on with them where it is asked to
/// repeat.
/// </summary>
internal sealed class StubSmi : IDisposable
{
    public const string GpuHeader =
        "index, uuid, name, driver_version, memory.total [MiB], memory.used [MiB], compute_cap, mig.mode.current, persistence_mode, power.limit [W], power.draw [W], clocks.current.sm [MHz], clocks.max.sm [MHz], temperature.gpu, clocks_event_reasons.active";

    public const string ProcessHeader = "gpu_uuid, pid, used_gpu_memory [MiB], process_name";

    private const string SampleHeader =
        "timestamp, index, memory.used [MiB], utilization.gpu [%], clocks.current.sm [MHz], clocks.current.memory [MHz], temperature.gpu, power.draw [W], clocks_event_reasons.active";

    // Written beside and moved, so that it never reads half a file.
    private const string Script = """
        #!/bin/bash
        cd "$(dirname "$0")" || exit 9
        echo "$*" >> calls
        case "$*" in
          *--query-compute-apps=*--loop-ms=*) head -1 processes; while :; do tail -n +2 processes; sleep 0.05; done ;;
          *--query-compute-apps=*) cat processes ;;
          *--query-gpu=*--loop-ms=*)
            echo "SAMPLES"
            while :; do
              now=$EPOCHREALTIME
              while read -r row; do printf '%(%Y/%m/%d %H:%M:%S)T.%s, %s\n' "${now%.*}" "${now:11:3}" "$row"; done < samples
              sleep 0.05
            done ;;
          *--query-gpu=*) cat gpus ;;
          --version) cat version ;;
        esac
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("refigure-smi-").FullName;

    public StubSmi()
    {
        Replace(Script.Replace("SAMPLES", SampleHeader));
        Write("gpus", $"{GpuHeader}\n{Gpu(0, 4)}\n");
        Write("processes", ProcessHeader + "\n");
        Write("samples", Sample(0, 4, "0x0000000000000000") + "\n");
        Write("version", "NVIDIA-SMI version  : 580.159.04\nCUDA Version        : 13.0\n");
    }

    public string Program => Path.Combine(_folder, "nvidia-smi");

    public string Folder => _folder;

    public string Calls => File.ReadAllText(Path.Combine(_folder, "calls"));

    public NvidiaSmi Monitor(double patience = 10) => new(Program, TimeSpan.FromSeconds(patience));

    public static string Gpu(int index, int mebibytes) =>
        $"{index}, GPU-{index}, NVIDIA H200, 580.159.04, 143771, {mebibytes}, 9.0, Disabled, Enabled, 700.00, 76.60, 345, 1980, 34, 0x0000000000000001";

    public static string Sample(int index, int mebibytes, string reasons) =>
        $"{index}, {mebibytes}, 7, 1980, 3201, 35, 124.48, {reasons}";

    /// <summary>Another program.</summary>
    public void Replace(string script)
    {
        Write("nvidia-smi", script.Replace("\r", ""));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Another answer, from now on.</summary>
    public void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
