using Refigure.Environments;

namespace Refigure.Tests.Environments;

/// <summary>Node and npm that only pretend.</summary>
internal sealed class StubTools : IToolRunner
{
    public string? Node { get; set; } = "/tools/node";

    public string? Npm { get; set; } = "/tools/npm";

    public string NodeVersion { get; set; } = "v20.1.0";

    public List<ToolCall> NpmCalls { get; } = [];

    public string[] Says { get; set; } = [];

    public int ExitCode { get; set; }

    /// <summary>What npm does before it ends, in the folder where it runs.</summary>
    public Func<string, CancellationToken, Task> Work { get; set; } =
        (folder, _) =>
        {
            Directory.CreateDirectory(Path.Combine(folder, "node_modules", "engine"));
            return Task.CompletedTask;
        };

    public string? Find(string program) => program == "node" ? Node : Npm;

    public async Task<int> RunAsync(ToolCall call, Action<string> onLine, CancellationToken cancellation)
    {
        if (call.Program == Node)
        {
            onLine(NodeVersion);
            return 0;
        }

        NpmCalls.Add(call);
        Array.ForEach(Says, onLine);
        await Work(call.Directory, cancellation);
        return ExitCode;
    }
}
