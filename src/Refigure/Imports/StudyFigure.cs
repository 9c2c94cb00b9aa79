using System.Collections.Immutable;

namespace Refigure.Imports;

/// <summary>A <c>figure-N</c> folder of the startup study's artifact.</summary>
/// <param name="Folder">The folder's name.</param>
/// <param name="Experiment">The experiment that its logs are runs of.</param>
/// <param name="Kind">How its logs lie and are named.</param>
/// <param name="Sides">What the figure compares; each side is a folder with a tree of its own. Empty if there is one tree.</param>
internal sealed record StudyFigure(
    string Folder,
    string Experiment,
    StudyFigureKind Kind,
    ImmutableArray<StudySide> Sides
)
{
    /// <summary>The node of what was measured on the study's own machine.</summary>
    public const string MainNode = "n1";

    /// <summary>The figures that have logs. 3–6, 8 and 17 share those of <c>figure-rest</c>.</summary>
    public static ImmutableArray<StudyFigure> All { get; } =
    [
        new("figure-1", "versions", StudyFigureKind.Versions, []),
        new("figure-2", "startup-breakdown", StudyFigureKind.Models, []),
        new("figure-rest", "model-sweep", StudyFigureKind.Models, []),
        new("figure-7", "kv-cache-profiling", StudyFigureKind.Models, []),
        new("figure-9", "graph-sizes", StudyFigureKind.Models, []),
        new("figure-10", "gpu-comparison", StudyFigureKind.Models, [new("gpu0", MainNode), new("gpu1", "n2")]),
        new("figure-11", "cpu-comparison", StudyFigureKind.Models, [new("cpu0", MainNode), new("cpu1", "n3")]),
        new("figure-12", "cpu-usage", StudyFigureKind.CpuUsage, []),
        new(
            "figure-13",
            "page-cache",
            StudyFigureKind.Models,
            [new("case0", MainNode), new("case1", MainNode, ColdPages: true)]
        ),
        new("figure-14", "load-formats", StudyFigureKind.Models, []),
        new("figure-15", "compile-cache-off", StudyFigureKind.Models, []),
    ];

    /// <summary>The figure of a folder's name; null if it is none that has logs.</summary>
    public static StudyFigure? Find(string folder)
    {
        foreach (var figure in All)
        {
            if (figure.Folder == folder)
            {
                return figure;
            }
        }

        return null;
    }
}
