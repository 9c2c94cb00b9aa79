namespace Refigure.Results;

/// <summary>Names of experiments that code must know.</summary>
public static class Experiments
{
    /// <summary>Runs that are logs without an experiment: taken over from a folder of logs.</summary>
    public const string Imported = "imported";
}
