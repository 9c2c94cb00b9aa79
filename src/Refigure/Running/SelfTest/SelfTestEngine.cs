using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Engines;
using Refigure.Logs.LlamaCpp;

namespace Refigure.Running.SelfTest;

/// <summary>
/// An engine of a few milliseconds that always says the same: a script for the system's own <c>sh</c>. What differs between
/// two of its runs is the runner's doing.
/// </summary>
internal sealed class SelfTestEngine : IEngine
{
    /// <summary>The shell that every POSIX system has.</summary>
    public const string Shell = "/bin/sh";

    private const string Ready = "Engine is ready";

    public string Name => LlamaCppLogReader.Engine;

    public bool HasCompileCache => false;

    /// <summary>The script: a log of three lines, then it waits to be ended.</summary>
    public static string Script { get; } =
        new StringBuilder()
            .Append("# Written by the self-test.\n")
            .Append(Line(1_000, "phase load_weights begin"))
            .Append(Line(21_500, "phase load_weights end 0.020500"))
            .Append(Line(30_000, Ready))
            .Append("read -r _\n")
            .ToString();

    public EngineCommand Command(EngineStart start) =>
        new(Shell, [start.Environment.Spec.Driver!], start.Variables, start.Folder, Health: null, Ready);

    public void CheckArguments(ImmutableSortedDictionary<string, string> arguments) { }

    public long MemoryNeeded(long modelBytes, ImmutableSortedDictionary<string, string> arguments) => modelBytes;

    public string? PhaseOf(string line) => null;

    public TimeSpan? RoughStart(long? modelBytes, bool fromDisk) => TimeSpan.FromMilliseconds(50);

    private static string Line(int micros, string text) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"echo '2026-01-01T00:00:00.{micros:000000}Z {micros} INFO {text}'\n"
        );
}
