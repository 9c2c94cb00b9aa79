using System.Collections.Immutable;
using Refigure.Results;
using Refigure.Verification;

namespace Refigure.Build.Reports;

/// <summary>What <c>--against</c> names: other runs, or the numbers of figures.</summary>
/// <param name="Name">As the user named it; null if nothing was named.</param>
/// <param name="Reference">The figures' numbers; null if it names runs.</param>
/// <param name="Runs">The other runs; null if it names numbers.</param>
internal sealed record AgainstWhat(
    string? Name,
    ImmutableSortedDictionary<int, ReferenceFigure>? Reference,
    ImmutableArray<MeasuredRun>? Runs
)
{
    /// <summary>A sentence for each of the other runs that cannot be read.</summary>
    public ImmutableArray<string> Unreadable { get; private init; } = [];

    /// <summary>Looks what it is: a file of numbers, a folder of <c>figureN.csv</c>, or a folder of runs.</summary>
    /// <exception cref="UserErrorException">It is nothing of these, or damaged.</exception>
    public static AgainstWhat Of(BuildContext context, RunStore store)
    {
        if (context.Options.Against is not { } path)
        {
            return new AgainstWhat(null, null, null);
        }

        var name =
            Path.GetRelativePath(context.Root, path) is var relative
            && relative.StartsWith("..", StringComparison.Ordinal)
                ? Path.GetFileName(path.TrimEnd('/', '\\'))
                : relative;
        if (File.Exists(path))
        {
            return new AgainstWhat(name, Numbers(path), null);
        }

        if (!Directory.Exists(path))
        {
            throw new UserErrorException(
                $"--against {path}: there is no such file or folder; expected a reference as CSV or JSON, a folder of figureN.csv, or a folder of runs."
            );
        }

        string[] files = [.. Directory.EnumerateFiles(path, "figure*.csv").Order(StringComparer.Ordinal)];
        if (files.Length > 0)
        {
            var all = ImmutableSortedDictionary<int, ReferenceFigure>.Empty;
            foreach (var file in files)
            {
                all = all.SetItems(Numbers(file));
            }

            return new AgainstWhat(name, all, null);
        }

        var (runs, unreadable) = store.LoadReadable([path]);
        return runs.IsEmpty
            ? throw new UserErrorException(
                $"--against {path} holds no runs: expected a folder of runs (experiment/node/case/run/run.json) or of figureN.csv."
            )
            : new AgainstWhat(name, null, runs) { Unreadable = unreadable };
    }

    private static ImmutableSortedDictionary<int, ReferenceFigure> Numbers(string file) =>
        ReferenceFile.Read(File.ReadAllText(file), file);
}
