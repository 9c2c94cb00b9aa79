namespace Refigure.Environments.Python;

/// <summary>A Python that environments are made with.</summary>
/// <param name="Path">The program, absolute.</param>
/// <param name="Version">Its version, such as <c>3.12.3</c>.</param>
/// <param name="Packages">Where its packages lie, absolute.</param>
/// <param name="Pip">The version of its pip; null if it has none.</param>
internal sealed record PythonInterpreter(string Path, string Version, string Packages, string? Pip)
{
    private const string Question =
        "import importlib.metadata as m, sys, sysconfig;"
        + " pip = [d.version for d in m.distributions(name='pip')][:1] or ['none'];"
        + " print('refigure', sys.version.split()[0], sysconfig.get_paths()['purelib'], pip[0], sep='|')";

    // The first pip that installs into another environment (--python).
    private static readonly Requirement FarPip = new("pip", ">=", "22.3");

    /// <summary>Whether its pip can install into an environment that has none.</summary>
    public bool HasFarPip => Pip is { } version && FarPip.Allows(version);

    /// <summary>Finds one of a version such as <c>3.12</c> or <c>3.10.12</c>.</summary>
    /// <param name="environment">The environment that needs it.</param>
    /// <param name="version">The version.</param>
    /// <param name="asked">The one that the user named; null if none.</param>
    /// <param name="tools">Runs it.</param>
    /// <param name="elsewhere">Where else to look than on the path.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static async Task<PythonInterpreter> FindAsync(
        string environment,
        string version,
        string? asked,
        IToolRunner tools,
        IEnumerable<string> elsewhere,
        CancellationToken cancellation
    )
    {
        if (asked is not null && !File.Exists(asked))
        {
            throw new UserErrorException($"--python {asked}: there is no such file; expected a Python {version}.");
        }

        var seen = new List<string>();
        var candidates = asked is null
            ? new[] { tools.Find("python" + Minor(version)), tools.Find("python3"), tools.Find("python") }.Concat(
                elsewhere
            )
            : [asked];
        foreach (var program in candidates.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (await AskAsync(program, tools, cancellation) is not { } found)
            {
                continue;
            }

            if (found.Version == version || found.Version.StartsWith(version + ".", StringComparison.Ordinal))
            {
                return found;
            }

            seen.Add($"{program} is {found.Version}");
        }

        if (asked is null && await OfUvAsync(version, tools, cancellation) is { } managed)
        {
            return managed;
        }

        var only = seen.Count > 0 ? $" ({string.Join(", ", seen)})" : "";
        throw new UserErrorException(
            $"{environment} needs Python {version}, which was not found{only}: install python{Minor(version)}, or name one with --python."
        );
    }

    /// <summary>The first two numbers of a version.</summary>
    public static string Minor(string version) => string.Join('.', version.Split('.').Take(2));

    /// <summary>Asks a program what Python it is; null if it is none.</summary>
    public static async Task<PythonInterpreter?> AskAsync(
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
        return exitCode == 0 && answer is { Length: 4 }
            ? new PythonInterpreter(program, answer[1], answer[2], answer[3] == "none" ? null : answer[3])
            : null;
    }

    // uv knows interpreters that are not on the path.
    private static async Task<PythonInterpreter?> OfUvAsync(
        string version,
        IToolRunner tools,
        CancellationToken cancellation
    )
    {
        if (tools.Find("uv") is not { } uv)
        {
            return null;
        }

        string? path = null;
        var call = new ToolCall(
            uv,
            ["python", "find", "--no-project", "--no-python-downloads", version],
            System.IO.Path.GetTempPath()
        );
        var exitCode = await tools.RunAsync(
            call,
            line => path = System.IO.Path.IsPathFullyQualified(line.Trim()) ? line.Trim() : path,
            cancellation
        );
        return exitCode == 0 && path is not null && await AskAsync(path, tools, cancellation) is { } found
            ? found
            : null;
    }
}
