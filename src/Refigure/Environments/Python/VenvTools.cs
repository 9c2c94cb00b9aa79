using System.Collections.Immutable;

namespace Refigure.Environments.Python;

/// <summary>What makes an environment and installs into it: uv where it is on the path, else venv and pip.</summary>
/// <param name="Python">The Python that the environment is made with.</param>
/// <param name="Uv">uv, absolute; null if there is none.</param>
internal sealed record VenvTools(PythonInterpreter Python, string? Uv)
{
    /// <summary>Makes an empty environment.</summary>
    public ToolCall Make(string folder, string work) =>
        Uv is not null
            ? Call(Uv, ["venv", "--no-project", "--python", Python.Path, folder], work)
            : Call(
                Python.Path,
                [
                    "-I",
                    "-m",
                    "venv",
                    // A pip that the lock does not name would be one more thing that differs between machines.
                    .. Python.HasFarPip ? (string[])["--without-pip"] : [],
                    folder,
                ],
                work
            );

    /// <summary>Installs just what a list names.</summary>
    /// <param name="folder">The environment.</param>
    /// <param name="list">The list, each with its hash.</param>
    /// <param name="wheels">The only place to take files from; null for the index.</param>
    /// <param name="isolated">Whether what is built here gets its build tools apart, and not those of the environment.</param>
    /// <param name="work">A folder for temporary files.</param>
    public ToolCall Install(string folder, string list, string? wheels, bool isolated, string work)
    {
        string[] what =
        [
            "--no-deps",
            "--require-hashes",
            .. wheels is null ? (string[])[] : ["--no-index", "--find-links", wheels],
            .. isolated ? (string[])[] : ["--no-build-isolation"],
            "--requirement",
            list,
        ];
        return Uv is not null
            ? Call(Uv, ["pip", "install", "--no-progress", "--python", Program(folder), .. what], work)
            : Pip(folder, ["install", .. PipCalls.Quiet, .. what], work);
    }

    /// <summary>Installs what is not locked, as the index has it today, and writes down what that was.</summary>
    public ToolCall InstallUnlocked(
        string folder,
        ImmutableArray<string> requirements,
        ImmutableSortedDictionary<string, string> variables,
        string report,
        string work
    )
    {
        var call = Pip(folder, ["install", .. PipCalls.Quiet, "--report", report, .. requirements], work);
        return call with { Variables = call.Variables.SetItems(variables) };
    }

    /// <summary>The environment's Python.</summary>
    public static string Program(string folder) => Path.Combine(folder, "bin", "python");

    // Only the Python that the environment is made with needs a pip.
    private ToolCall Pip(string folder, ImmutableArray<string> arguments, string work) =>
        Python.HasFarPip
            ? Call(Python.Path, ["-I", "-m", "pip", "--python", Program(folder), .. arguments], work)
            : Call(Program(folder), ["-I", "-m", "pip", .. arguments], work);

    private static ToolCall Call(string program, ImmutableArray<string> arguments, string work)
    {
        var variables = PipCalls.Variables(work);
        // uv does not read pip's variables; who set them up for pip means the same index.
        if (
            Environment.GetEnvironmentVariable("PIP_INDEX_URL") is { Length: > 0 } index
            && Environment.GetEnvironmentVariable("UV_INDEX_URL") is null
            && Environment.GetEnvironmentVariable("UV_DEFAULT_INDEX") is null
        )
        {
            variables = variables.Add("UV_DEFAULT_INDEX", index);
        }

        return new ToolCall(program, arguments, work) { Variables = variables };
    }
}
