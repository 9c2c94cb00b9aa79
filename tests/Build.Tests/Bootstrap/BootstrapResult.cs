namespace Refigure.Build.Tests.Bootstrap;

/// <summary>What a call of build.sh did.</summary>
internal sealed record BootstrapResult(int Process, int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
