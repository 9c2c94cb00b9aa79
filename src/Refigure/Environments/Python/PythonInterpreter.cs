namespace Refigure.Environments.Python;

/// <summary>A Python that environments are made with.</summary>
/// <param name="Path">The program, absolute.</param>
/// <param name="Version">Its version, such as <c>3.12.3</c>.</param>
/// <param name="Packages">Where its packages lie, absolute.</param>
internal sealed record PythonInterpreter(string Path, string Version, string Packages)
{
    private const string Question =
        "import sys, sysconfig; print('refigure', sys.version.split()[0], sysconfig.get_paths()['purelib'], sep='|')";

    /// <summary>Finds one of a version such as <c>3.12</c>.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static async Task<PythonInterpreter> FindAsync(
        string environment,
        string version,
        string? asked,
        IToolRunner tools,
        CancellationToken cancellation
    )
    {
        var seen = new List<string>();
        string?[] candidates = asked is null
            ? [tools.Find("python" + version), tools.Find("python3"), tools.Find("python")]
            : [asked];
        foreach (var program in candidates.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (await AskAsync(program, tools, cancellation) is not { } found)
            {
                continue;
            }

            if (found.Version.StartsWith(version + ".", StringComparison.Ordinal))
            {
                return found;
            }

            seen.Add($"{program} is {found.Version}");
        }

        var only = seen.Count > 0 ? $" ({string.Join(", ", seen)})" : "";
        throw new UserErrorException(
            $"{environment} needs Python {version}, which was not found{only}: install python{version}, or name one with --python."
        );
    }

    private static async Task<PythonInterpreter?> AskAsync(
        string program,
        IToolRunner tools,
        CancellationToken cancellation
    )
    {
        string[]? answer = null;
        var call = new ToolCall(program, ["-I", "-c", Question], System.IO.Path.GetTempPath());
        var exitCode = await tools.RunAsync(
            call,
            line => answer = line.StartsWith("refigure|", StringComparison.Ordinal) ? line.Split('|') : answer,
            cancellation
        );
        return exitCode == 0 && answer is { Length: 3 } ? new PythonInterpreter(program, answer[1], answer[2]) : null;
    }
}
