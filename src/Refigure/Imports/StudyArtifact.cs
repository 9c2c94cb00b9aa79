using System.Collections.Immutable;

namespace Refigure.Imports;

/// <summary>
/// The startup study's artifact as a folder: its root (with <c>figures/figure-N</c>), its <c>figures</c> folder, or a single
/// <c>figure-N</c> folder.
/// </summary>
/// <param name="Figures">The figures that have logs, each with its folder.</param>
/// <param name="Others">Folders <c>figure-…</c> that are no figure of the study.</param>
internal sealed record StudyArtifact(
    ImmutableArray<(StudyFigure Figure, string Folder)> Figures,
    ImmutableArray<string> Others
)
{
    private const string FiguresFolder = "figures";

    /// <summary>Recognises the artifact; null if the folder is something else.</summary>
    public static StudyArtifact? Find(ImportFolder folder)
    {
        if (StudyFigure.Find(folder.Name) is { } single && LooksLike(single, folder.Root))
        {
            return new([(single, folder.Root)], []);
        }

        return ImportFolder.HasFolder(folder.Root, FiguresFolder)
            ? In(folder, Path.Combine(folder.Root, FiguresFolder)) ?? In(folder, folder.Root)
            : In(folder, folder.Root);
    }

    private static StudyArtifact? In(ImportFolder folder, string figures)
    {
        var found = ImmutableArray.CreateBuilder<(StudyFigure, string)>();
        var others = ImmutableArray.CreateBuilder<string>();
        foreach (var child in folder.Folders(figures))
        {
            var name = Path.GetFileName(child);
            if (StudyFigure.Find(name) is { } figure)
            {
                if (LooksLike(figure, child))
                {
                    found.Add((figure, child));
                }
            }
            else if (name.StartsWith("figure-", StringComparison.Ordinal))
            {
                others.Add(folder.Relative(child));
            }
        }

        return found.Count == 0 ? null : new(found.DrainToImmutable(), others.ToImmutable());
    }

    // Not every folder of this name is the study's: our own drawings lie in such folders too.
    private static bool LooksLike(StudyFigure figure, string folder) =>
        ImportFolder.HasFolder(folder, StudyTree.Iterations)
        || ImportFolder.HasFolder(folder, StudyTree.Uncached)
        || figure.Sides.Any(side => ImportFolder.HasFolder(folder, side.Folder))
        || (
            figure.Kind == StudyFigureKind.CpuUsage
            && Directory.EnumerateFiles(folder, "*" + StudyTree.LogExtension).Any()
        );
}
