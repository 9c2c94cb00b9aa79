namespace Refigure.Build.Tests.EndToEnd;

/// <summary>What a call of the build host did.</summary>
internal sealed record HostResult(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines that say what a figure's reader must know, and the like: those that are set in.</summary>
    public string[] Remarks => [.. Lines.Where(line => line.StartsWith("  ", StringComparison.Ordinal))];

    public HostResult ShouldSucceed()
    {
        ExitCode.ShouldBe(0, Output + Error);
        Error.ShouldBeEmpty();
        return this;
    }

    /// <summary>What a wrong input must end in: exit code 2 and one sentence that names the culprit.</summary>
    public HostResult ShouldRefuse(params string[] named)
    {
        ExitCode.ShouldBe(2, Output + Error);
        Error.ShouldStartWith("Error: ");
        Error.TrimEnd('\n').ShouldNotContain("\n");
        Error.ShouldNotContain("   at ");
        Error.ShouldNotContain("Exception");
        foreach (var word in named)
        {
            Error.ShouldContain(word);
        }

        return this;
    }
}
