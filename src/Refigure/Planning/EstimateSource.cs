namespace Refigure.Planning;

/// <summary>What told how long a run will take, the best first.</summary>
public enum EstimateSource
{
    /// <summary>Runs that were made here, of the same case or the same model.</summary>
    MadeHere,

    /// <summary>Imported runs, such as the study's own.</summary>
    Imported,

    /// <summary>The predictor.</summary>
    Predicted,

    /// <summary>What the experiment's file says is typical.</summary>
    Typical,

    /// <summary>What the engine usually takes.</summary>
    Rough,
}
