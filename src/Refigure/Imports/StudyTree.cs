using System.Collections.Immutable;
using System.Globalization;
using Refigure.Quality;
using Refigure.Results;

namespace Refigure.Imports;

/// <summary>Lists the logs of one figure of the startup study's artifact, and says what its layout does not explain.</summary>
internal sealed class StudyTree(ImportFolder folder)
{
    public const string Iterations = "iterations";
    public const string Uncached = "uncached";
    public const string LogExtension = ".txt";
    private const string Output = "output_";
    private const string VersionsModel = "opt-6.7b"; // the recipe of figure 1 knows no other

    private readonly List<StudyLog> _logs = [];
    private readonly List<string> _unexplained = [];
    private readonly List<Finding> _findings = [];
    private readonly HashSet<(string Figure, string Stem)> _notListed = [];

    /// <summary>Logs in a stable order.</summary>
    public IReadOnlyList<StudyLog> Logs => _logs;

    /// <summary>What a reader should know about the layout.</summary>
    public IEnumerable<Finding> Findings =>
        _unexplained.Count == 0
            ? _findings
            : _findings.Append(
                new(
                    "unexplained-file",
                    $"left out, for no log of the study is named like this: {Lists.Some(_unexplained)}.",
                    []
                )
            );

    /// <summary>Adds a figure's logs.</summary>
    /// <exception cref="UserErrorException">A damaged <c>env.json</c>.</exception>
    public void Add(StudyFigure figure, string place)
    {
        var sides = figure.Sides.Where(side => ImportFolder.HasFolder(place, side.Folder)).ToArray();
        if (sides.Length == 0)
        {
            sides = [new("", StudyFigure.MainNode)];
        }

        foreach (var side in sides)
        {
            AddSide(figure, place, side);
        }
    }

    private void AddSide(StudyFigure figure, string place, StudySide side)
    {
        var tree = side.Folder.Length == 0 ? place : Path.Combine(place, side.Folder);
        var environment = ReadEnvironment(tree) ?? ReadEnvironment(place) ?? StudyEnvironment.Unknown;
        var context = new StudyContext(figure, side, environment, place);
        if (figure.Kind == StudyFigureKind.CpuUsage)
        {
            AddCpuUsage(context, tree);
        }

        var warm = side.ColdPages ? CacheState.PageCold : CacheState.Warm;
        if (ImportFolder.HasFolder(tree, Iterations))
        {
            var iterations = Path.Combine(tree, Iterations);
            AddFiles(context, iterations, warm, 1);
            foreach (var (child, number) in Numbered(iterations))
            {
                AddFiles(context, child, warm, number);
            }
        }

        if (ImportFolder.HasFolder(tree, Uncached))
        {
            var cold = side.ColdPages ? CacheState.Cold : CacheState.CompileCold;
            AddFiles(context, Path.Combine(tree, Uncached), cold, 1);
        }
    }

    private IEnumerable<(string Folder, int Number)> Numbered(string iterations)
    {
        var numbered = new List<(string Folder, int Number)>();
        foreach (var child in folder.Folders(iterations))
        {
            if (int.TryParse(Path.GetFileName(child), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbered.Add((child, number));
            }
            else
            {
                _unexplained.Add(folder.Relative(child));
            }
        }

        // Iterations are 1-based here; a tree that counts from 0 is shifted as a whole.
        var shift = numbered.Exists(static one => one.Number == 0) ? 1 : 0;
        return numbered.OrderBy(static one => one.Number).Select(one => (one.Folder, one.Number + shift));
    }

    private void AddFiles(StudyContext context, string place, CacheState cache, int iteration)
    {
        foreach (var path in folder.Files(place))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (Path.GetExtension(path) != LogExtension)
            {
                continue; // what the study's own scripts extracted
            }

            if (!name.StartsWith(Output, StringComparison.Ordinal))
            {
                _unexplained.Add(folder.Relative(path));
                continue;
            }

            var stem = name[Output.Length..];
            var log =
                context.Figure.Kind == StudyFigureKind.Versions
                    ? VersionLog(context, path, stem, cache, iteration)
                    : ModelLog(context, path, stem, cache, iteration);
            if (log is null)
            {
                _unexplained.Add(folder.Relative(path));
            }
            else
            {
                _logs.Add(log);
            }
        }
    }

    private static StudyLog? VersionLog(
        StudyContext context,
        string path,
        string version,
        CacheState cache,
        int iteration
    )
    {
        if (version.Length == 0 || !char.IsAsciiDigit(version[0]))
        {
            return null;
        }

        var model = new StudyCase(VersionsModel, ImmutableSortedDictionary<string, string>.Empty);
        return context.Log(path, model, cache, iteration) with
        {
            CaseName = FolderName.Safe(version),
            ClaimedVersion = version,
        };
    }

    private StudyLog? ModelLog(StudyContext context, string path, string stem, CacheState cache, int iteration)
    {
        if (context.Names.Find(stem) is not { } found)
        {
            return null;
        }

        var log = context.Log(path, found, cache, iteration);
        if (context.HasCases && !context.Names.IsListed(stem) && _notListed.Add((context.Figure.Folder, stem)))
        {
            _findings.Add(
                new(
                    "case-not-listed",
                    $"{log.From}: {StudyEnvironment.FileName} lists no such case; taken as {log.CaseName} from its name.",
                    [log.Identity.RelativeFolder]
                )
            );
        }

        return log;
    }

    private void AddCpuUsage(StudyContext context, string tree)
    {
        const string Cold = "_uncached";
        var samples = Path.Combine(tree, RawFiles.CpuUsage);
        foreach (var path in folder.Files(tree).Where(path => Path.GetExtension(path) == LogExtension))
        {
            var stem = Path.GetFileNameWithoutExtension(path);
            var cold = stem.EndsWith(Cold, StringComparison.Ordinal);
            var model = new StudyCase(
                cold ? stem[..^Cold.Length] : stem,
                ImmutableSortedDictionary<string, string>.Empty
            );
            // The samples were taken in the run that the figure shows: the warm one.
            _logs.Add(
                context.Log(path, model, cold ? CacheState.CompileCold : CacheState.Warm, 1) with
                {
                    CpuUsage = !cold && ImportFolder.HasFile(tree, RawFiles.CpuUsage) ? samples : null,
                }
            );
        }
    }

    private static StudyEnvironment? ReadEnvironment(string place)
    {
        var path = Path.Combine(place, StudyEnvironment.FileName);
        return ImportFolder.HasFile(place, StudyEnvironment.FileName)
            ? StudyEnvironment.Read(File.ReadAllBytes(path), path)
            : null;
    }
}
