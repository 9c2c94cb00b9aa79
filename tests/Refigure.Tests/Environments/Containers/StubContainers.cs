using Refigure.Environments;

namespace Refigure.Tests.Environments.Containers;

/// <summary>Container runtimes that only pretend.</summary>
internal sealed class StubContainers(params string[] there) : IToolRunner
{
    public List<string> Calls { get; } = [];

    public string Id { get; set; } = "sha256:11";

    public string Root { get; set; } = "/nowhere/docker";

    /// <summary>Whether the image is in the runtime's store.</summary>
    public bool HasImage { get; set; }

    public string? Fails { get; set; }

    public string? Find(string program) => there.Contains(program) ? "/stubs/" + program : null;

    public Task<int> RunAsync(ToolCall call, Action<string> onLine, CancellationToken cancellation)
    {
        Calls.Add($"{Path.GetFileName(call.Program)} {string.Join(' ', call.Arguments)}");
        switch (call.Arguments[0])
        {
            case "pull" when Fails is { } says:
                onLine(says);
                return Task.FromResult(1);
            case "pull":
                HasImage = true;
                if (call.Arguments.Length == 3)
                {
                    File.WriteAllText(call.Arguments[1], "an image");
                }

                break;
            case "info":
                onLine(Root);
                break;
            default:
                onLine(HasImage ? $"{Id} [\"ghcr.io/x@sha256:22\"]" : "No such image");
                return Task.FromResult(HasImage ? 0 : 1);
        }

        return Task.FromResult(0);
    }
}
