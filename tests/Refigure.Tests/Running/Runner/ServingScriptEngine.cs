using System.Collections.Immutable;
using Refigure.Engines;

namespace Refigure.Tests.Running.Runner;

/// <summary>A <see cref="ScriptEngine"/> that serves: what answers at its port is the test's.</summary>
/// <param name="serve">Is told the port before the engine starts.</param>
internal sealed class ServingScriptEngine(Action<int> serve) : IServingEngine
{
    private readonly ScriptEngine _engine = new();

    public string Name => _engine.Name;

    public bool HasCompileCache => _engine.HasCompileCache;

    public ImmutableArray<ServingEndpointKind> Endpoints => [ServingEndpointKind.Completions];

    public string ParallelArgument => "parallel";

    public string ContextArgument => "ctx-size";

    public string? TensorParallelArgument => null;

    public EngineCommand Command(EngineStart start) => _engine.Command(start);

    public EngineCommand ServeCommand(EngineStart start)
    {
        serve(start.Port);
        return _engine.Command(start);
    }

    public void CheckArguments(ImmutableSortedDictionary<string, string> arguments) { }

    public long MemoryNeeded(long modelBytes, ImmutableSortedDictionary<string, string> arguments) => modelBytes;

    public string? PhaseOf(string line) => _engine.PhaseOf(line);

    public TimeSpan? RoughStart(long? modelBytes, bool fromDisk) => null;
}
