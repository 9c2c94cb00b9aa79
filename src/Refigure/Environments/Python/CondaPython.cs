using System.Text;
using Refigure.Files;

namespace Refigure.Environments.Python;

/// <summary>
/// The Python of environments of kind <c>conda</c>. What conda makes cannot be moved, so it is made at its place with a mark that
/// is written last, and the environment itself is a venv on it, which can.
/// </summary>
/// <param name="folder">The folder of the environment, absolute.</param>
/// <param name="tools">Finds and runs conda.</param>
/// <param name="system">What changes files.</param>
internal sealed class CondaPython(string folder, IToolRunner tools, IFileSystem system)
{
    private const string MarkName = "refigure-python.txt";
    private static readonly string[] Names = ["micromamba", "mamba", "conda"];

    /// <summary>Finds what makes it.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static string FindTool(EnvironmentSpec spec, IToolRunner tools) =>
        Names.Select(tools.Find).FirstOrDefault(path => path is not null)
        ?? throw new UserErrorException(
            $"{spec.Name} needs Python {spec.Python} from conda, and none of {string.Join(", ", Names)} was found on the path: install one (on a cluster, module load conda), or name a Python {spec.Python} with --python."
        );

    /// <summary>Makes it unless it is there.</summary>
    /// <returns>The interpreter, and the packages that conda made it of.</returns>
    /// <exception cref="UserErrorException">It cannot be made.</exception>
    public async Task<(PythonInterpreter Python, string Packages)> EnsureAsync(
        EnvironmentSpec spec,
        string conda,
        SetupLog log,
        CancellationToken cancellation
    )
    {
        var place = Path.Combine(folder, $"python-{spec.Python}");
        var program = Path.Combine(place, "bin", "python");
        var mark = Path.Combine(place, MarkName);
        if (!File.Exists(mark))
        {
            var claim = Claim(place);
            try
            {
                // Half of one is no Python.
                system.DeleteDirectory(place);
                await log.RunAsync(
                    new ToolCall(
                        conda,
                        [
                            "create",
                            "--yes",
                            "--quiet",
                            "--prefix",
                            place,
                            "--override-channels",
                            "--channel",
                            spec.Channel!,
                            $"python={spec.Python}",
                            "pip",
                        ],
                        folder
                    ),
                    onLine: null,
                    cancellation
                );
                await RefuseOtherAsync(spec, program, cancellation);
                Write(mark, $"{spec.Channel} python={spec.Python}\n");
            }
            finally
            {
                system.DeleteFile(claim);
            }
        }

        return (await RefuseOtherAsync(spec, program, cancellation), Packages(place));
    }

    private async Task<PythonInterpreter> RefuseOtherAsync(
        EnvironmentSpec spec,
        string program,
        CancellationToken cancellation
    )
    {
        var found = File.Exists(program) ? await PythonInterpreter.AskAsync(program, tools, cancellation) : null;
        return found is not null && found.Version == spec.Python
            ? found
            : throw new UserErrorException(
                $"{spec.Name} pins Python {spec.Python}, but {program} is {found?.Version ?? "no Python"}: remove {Path.GetDirectoryName(Path.GetDirectoryName(program))}, and set it up again."
            );
    }

    // Two processes must not make it at one place; the claim of one that is gone does not count.
    private string Claim(string place)
    {
        var claim = PartialName.For(place + ".claim");
        using (system.CreateNew(claim)) { }
        var other = Directory
            .GetFiles(folder, $"{Path.GetFileName(place)}.claim{PartialName.Infix}*")
            .FirstOrDefault(file => file != claim && !PartialName.IsAbandoned(file));
        if (other is not null)
        {
            system.DeleteFile(claim);
            throw new UserErrorException($"{place} is being set up by another process: wait until it ends.");
        }

        return claim;
    }

    private void Write(string path, string text)
    {
        using var file = system.Create(path);
        file.Write(Encoding.UTF8.GetBytes(text));
        system.Sync(file);
    }

    private static string Packages(string place)
    {
        var records = Path.Combine(place, "conda-meta");
        return Directory.Exists(records)
            ? string.Join(
                ' ',
                Directory
                    .GetFiles(records, "*.json")
                    .Select(file => Path.GetFileNameWithoutExtension(file))
                    .Order(StringComparer.Ordinal)
            )
            : "";
    }
}
