using Refigure.Environments;

namespace Refigure.Tests.Environments.Python;

/// <summary>The machine's own tools, with pip's index set to one of the tests and none of the machine's settings.</summary>
internal sealed class IndexTools(string index) : IToolRunner
{
    private readonly ToolRunner _tools = new();

    public List<ToolCall> Calls { get; } = [];

    /// <summary>What is found instead of what is on the path; null for nothing. uv is its own test's business.</summary>
    public Dictionary<string, string?> Instead { get; } = new(StringComparer.Ordinal) { ["uv"] = null };

    public string? Find(string program) => Instead.TryGetValue(program, out var other) ? other : _tools.Find(program);

    public Task<int> RunAsync(ToolCall call, Action<string> onLine, CancellationToken cancellation)
    {
        Calls.Add(call);
        var variables = call
            .Variables.SetItem("PIP_INDEX_URL", index)
            .SetItem("UV_DEFAULT_INDEX", index)
            .SetItem("PIP_CONFIG_FILE", "/dev/null")
            .SetItem("PIP_FIND_LINKS", "")
            .SetItem("PIP_EXTRA_INDEX_URL", "")
            .SetItem("PIP_NO_CACHE_DIR", "1")
            .SetItem("PIP_RETRIES", "1")
            .SetItem("UV_NO_CONFIG", "1")
            .SetItem("UV_NO_CACHE", "1");
        return _tools.RunAsync(call with { Variables = variables }, onLine, cancellation);
    }
}
