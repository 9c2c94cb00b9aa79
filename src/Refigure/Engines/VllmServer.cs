using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Engines;

/// <summary>vLLM as it serves: <c>vllm serve MODEL</c>, and its module in versions before there was that command.</summary>
internal static class VllmServer
{
    // The command came with 0.5.2; from 0.6 on it takes all that the module takes.
    private static readonly Version FirstCommand = new(0, 6);

    /// <summary>The command of the version.</summary>
    public static EngineCommand Command(EngineStart start)
    {
        var environment = start.Environment;
        var arguments = ImmutableArray.CreateBuilder<string>();
        if (VllmKnobs.Parse(environment.Spec.EngineVersion) is { } version && version < FirstCommand)
        {
            arguments.AddRange("-m", "vllm.entrypoints.openai.api_server", "--model", start.Model.Path);
        }
        else
        {
            // Its script is given to Python: the line that names the interpreter can be too long for the system.
            var script = Path.Combine(Path.GetDirectoryName(environment.Program)!, "vllm");
            arguments.AddRange(script, "serve", start.Model.Path);
        }

        var port = start.Port.ToString(CultureInfo.InvariantCulture);
        arguments.AddRange("--host", "127.0.0.1", "--port", port, "--served-model-name", start.Model.Source.Name);
        VllmEngine.AddArguments(arguments, start);
        var command = new EngineCommand(
            environment.Program,
            arguments.DrainToImmutable(),
            // The driver's own check of the version is of no use here.
            VllmEngine.Variables(start).Remove("REFIGURE_EXPECT_VLLM"),
            start.Folder,
            new Uri($"http://127.0.0.1:{port}{ServingPaths.Health}"),
            // Of uvicorn, in all versions; "Starting vLLM API server" comes before it listens.
            "Application startup complete"
        );
        return VllmProfiler.Over(command, start);
    }
}
