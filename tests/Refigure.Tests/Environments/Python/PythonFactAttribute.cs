using Refigure.Environments;

namespace Refigure.Tests.Environments.Python;

/// <summary>A fact with a real Python, venv and pip; skipped with the reason where there is none, or not Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    private static readonly Lazy<(string? Version, string? WhyNot)> Here = new(Find);

    public PythonFactAttribute()
    {
        Skip = Here.Value.WhyNot;
    }

    /// <summary>The two numbers of its version.</summary>
    public static string Version => Here.Value.Version!;

    private static (string? Version, string? WhyNot) Find()
    {
        if (!OperatingSystem.IsLinux())
        {
            return (null, "needs Linux");
        }

        var tools = new ToolRunner();
        if (tools.Find("python3") is not { } python)
        {
            return (null, "needs python3");
        }

        var version = "";
        var question = "import sys, venv, pip; print('%d.%d' % sys.version_info[:2])";
        var call = new ToolCall(python, ["-I", "-c", question], Path.GetTempPath());
        var exitCode = tools.RunAsync(call, line => version = line, CancellationToken.None).GetAwaiter().GetResult();
        return exitCode == 0 ? (version, null) : (null, "needs python3 with venv and pip");
    }
}
