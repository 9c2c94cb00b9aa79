namespace Refigure.Results;

/// <summary>The order of runs in lists and files: experiment, node, case, cache state, iteration; texts ordinal.</summary>
public sealed class RunIdentityOrder : IComparer<RunIdentity>
{
    /// <summary>The one instance.</summary>
    public static RunIdentityOrder Instance { get; } = new();

    private RunIdentityOrder() { }

    /// <inheritdoc />
    public int Compare(RunIdentity? x, RunIdentity? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        var order = string.CompareOrdinal(x.Experiment, y.Experiment);
        order = order != 0 ? order : string.CompareOrdinal(x.Node, y.Node);
        order = order != 0 ? order : string.CompareOrdinal(x.Case, y.Case);
        order = order != 0 ? order : x.Cache.CompareTo(y.Cache);
        return order != 0 ? order : x.Iteration.CompareTo(y.Iteration);
    }
}
