namespace Refigure.Build.Tests.EndToEnd.Lab;

/// <summary>
/// A program in the place of <c>nvidia-smi</c> that tells of one GPU: idle, and in use for as long as the process lives whose id
/// is in the file <c>engine</c> beside it.
/// </summary>
internal sealed class StubGpu : IDisposable
{
    /// <summary>What an idle GPU was seen to use, and what an engine uses, in MiB.</summary>
    public const int Idle = 4;

    /// <inheritdoc cref="Idle"/>
    public const int InUse = 71234;

    private const string Script = """
        #!/bin/bash
        cd "$(dirname "$0")" || exit 9
        look() {
          engine=''; used=IDLE; reasons=0x0000000000000001
          if [ -f engine ]; then read -r engine < engine; fi
          if [ -n "$engine" ] && [ -d "/proc/$engine" ]; then used=INUSE; reasons=0x0000000000000000; else engine=''; fi
        }
        processes() { look; if [ -n "$engine" ]; then echo "GPU-stub, $engine, $used, VLLM::EngineCore"; fi; }
        case "$*" in
          *--query-compute-apps=*)
            echo 'gpu_uuid, pid, used_gpu_memory [MiB], process_name'
            processes
            case "$*" in *--loop-ms=*) while sleep 0.1; do processes; done ;; esac ;;
          *--query-gpu=timestamp*)
            echo 'timestamp, index, memory.used [MiB], utilization.gpu [%], clocks.current.sm [MHz], clocks.current.memory [MHz], temperature.gpu, power.draw [W], clocks_event_reasons.active'
            while
              look
              now=$EPOCHREALTIME
              printf '%(%Y/%m/%d %H:%M:%S)T.%s, 0, %s, 7, 1980, 2619, 35, 124.48, %s\n' "${now%.*}" "${now:11:3}" "$used" "$reasons"
              sleep 0.1
            do :; done ;;
          *--query-gpu=*)
            look
            echo 'index, uuid, name, driver_version, memory.total [MiB], memory.used [MiB], compute_cap, mig.mode.current, persistence_mode, power.limit [W], power.draw [W], clocks.current.sm [MHz], clocks.max.sm [MHz], temperature.gpu, clocks_event_reasons.active'
            echo "0, GPU-stub, NAME, 580.159.04, 81559, $used, 9.0, Disabled, Enabled, 700.00, 76.60, 345, 1980, 34, $reasons" ;;
          --version) printf 'NVIDIA-SMI version  : 580.159.04\nCUDA Version        : 13.0\n' ;;
        esac

        """;

    private readonly TemporaryFolder _folder = new();

    /// <param name="name">The GPU's name.</param>
    public StubGpu(string name)
    {
        var program = _folder.Write(
            "nvidia-smi",
            Script
                .Replace("NAME", name, StringComparison.Ordinal)
                .Replace("IDLE", $"{Idle}", StringComparison.Ordinal)
                .Replace("INUSE", $"{InUse}", StringComparison.Ordinal)
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The folder to put on the path.</summary>
    public string Folder => _folder.Root;

    public void Dispose() => _folder.Dispose();
}
