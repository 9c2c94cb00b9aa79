namespace Refigure.Results;

/// <summary>What makes a run the run that it is: experiment × case × cache state × iteration × node.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Node">The node's name.</param>
/// <param name="Case">The case's name; also a folder name.</param>
/// <param name="Cache">The claimed cache state.</param>
/// <param name="Iteration">The repetition, 1-based.</param>
public sealed record RunIdentity(string Experiment, string Node, string Case, CacheState Cache, int Iteration)
{
    /// <summary>The folder under the runs root, with forward slashes (contract 5.2).</summary>
    public string RelativeFolder => $"{Experiment}/{Node}/{Case}/{Cache.Word()}-{Iteration}";
}
