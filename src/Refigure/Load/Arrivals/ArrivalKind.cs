namespace Refigure.Load.Arrivals;

/// <summary>How the arrivals of an open loop are spread.</summary>
public enum ArrivalKind
{
    /// <summary>Evenly.</summary>
    Constant,

    /// <summary>At random, one independent of the other: exponential distances.</summary>
    Poisson,

    /// <summary>At random with a burstiness: gamma distances, whose shape is the burstiness; 1 is Poisson, less is burstier.</summary>
    Gamma,
}
