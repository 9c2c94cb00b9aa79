namespace Refigure;

/// <summary>Where long work that is not a run (a download, a model being written) says how far it is.</summary>
public interface IWorkProgress
{
    /// <summary>Says how far the work is.</summary>
    /// <param name="what">The work, always the same text for the same work, such as <c>model synthetic-300m</c>.</param>
    /// <param name="fraction">From 0 to 1, 1 once and at the end; null while nobody can know.</param>
    void Report(string what, double? fraction);
}
