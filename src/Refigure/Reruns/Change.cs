namespace Refigure.Reruns;

/// <summary>What a rerun says about a metric, for which less is better.</summary>
public enum Change
{
    /// <summary>It takes the same time: the whole interval lies within the margin.</summary>
    Same,

    /// <summary>It takes less time: the whole interval lies below 0, and not within the margin.</summary>
    Faster,

    /// <summary>It takes more time: the whole interval lies above 0, and not within the margin.</summary>
    Slower,

    /// <summary>The interval is too wide to say: more iterations would tell.</summary>
    CannotTell,
}
