using System.Globalization;
using Refigure.Environments;

namespace Refigure.Traces.Nsys;

/// <summary>Exports a report of Nsight Systems as SQLite with the <c>nsys</c> of this machine.</summary>
/// <param name="tools">Finds and runs it.</param>
public sealed class NsysExport(IToolRunner tools)
{
    private const string Program = "nsys";
    private const int MostLines = 40;

    /// <summary>Whether a file's name is that of a report.</summary>
    public static bool IsReport(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(".nsys-rep", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".qdrep", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Exports a report into a folder.</summary>
    /// <returns>The database.</returns>
    /// <exception cref="UserErrorException">There is no <c>nsys</c> here, or it could not export the report.</exception>
    public async Task<string> ExportAsync(string report, string folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(folder);
        var name = Path.GetFileName(report);
        var program =
            tools.Find(Program)
            ?? throw new UserErrorException(
                $"{name} is a report of Nsight Systems, and {Program} is not on the PATH here: install Nsight Systems, or export the report where it is with {Program} export --type sqlite {name}."
            );
        var database = Path.Combine(folder, Path.GetFileNameWithoutExtension(report) + ".sqlite");
        var said = new Queue<string>();
        var exit = await tools.RunAsync(
            new ToolCall(
                program,
                ["export", "--type=sqlite", "--force-overwrite=true", $"--output={database}", Path.GetFullPath(report)],
                folder
            )
            {
                WithoutSecrets = true,
            },
            line =>
            {
                said.Enqueue(line);
                if (said.Count > MostLines)
                {
                    _ = said.Dequeue();
                }
            },
            cancellation
        );
        return exit == 0 && File.Exists(database)
            ? database
            : throw new UserErrorException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} could not be exported: {Program} ended with exit code {exit} and said: {Last(said)}; export it with the version of Nsight Systems that made it."
                )
            );
    }

    private static string Last(IEnumerable<string> said)
    {
        var line = said.LastOrDefault(l => l.Trim().Length > 0) ?? "nothing";
        return string.Concat(line.Where(c => !char.IsControl(c))).Trim().TrimEnd('.');
    }
}
