using Refigure.Results;

namespace Refigure.Imports;

/// <summary>What all logs of one side of a figure have in common.</summary>
internal sealed class StudyContext(StudyFigure figure, StudySide side, StudyEnvironment environment, string place)
{
    public StudyFigure Figure { get; } = figure;

    /// <summary>Whether the environment lists cases.</summary>
    public bool HasCases => !environment.Cases.IsEmpty;

    /// <summary>Finds cases by file name.</summary>
    public StudyCaseNames Names { get; } = new(environment.Cases);

    /// <summary>A log of this side.</summary>
    public StudyLog Log(string path, StudyCase one, CacheState cache, int iteration)
    {
        // The same path however much of the artifact was named.
        var from = $"figures/{Figure.Folder}/{Path.GetRelativePath(place, path).Replace('\\', '/')}";
        return new(path, from, Figure, side, one, cache, iteration) { Variables = environment.Variables };
    }
}
