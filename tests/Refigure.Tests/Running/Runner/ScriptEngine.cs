using System.Collections.Immutable;
using Refigure.Engines;

namespace Refigure.Tests.Running.Runner;

/// <summary>An engine that is a script for the system's shell; <c>$1</c> is its port.</summary>
internal sealed class ScriptEngine(bool hasHealth = false) : IEngine
{
    public string Name => "llamacpp";

    public bool HasCompileCache => false;

    public EngineCommand Command(EngineStart start) =>
        new(
            "/bin/bash",
            [start.Environment.Spec.Driver!, start.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)],
            start.Variables,
            start.Folder,
            hasHealth ? new Uri("http://127.0.0.1:1/health") : null,
            "Engine is ready"
        );

    public void CheckArguments(ImmutableSortedDictionary<string, string> arguments) { }

    public long MemoryNeeded(long modelBytes, ImmutableSortedDictionary<string, string> arguments) => modelBytes;

    public string? PhaseOf(string line) =>
        line.StartsWith("phase ", StringComparison.Ordinal) ? line["phase ".Length..] : null;

    public TimeSpan? RoughStart(long? modelBytes, bool fromDisk) => null;
}
