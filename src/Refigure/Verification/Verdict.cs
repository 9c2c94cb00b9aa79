namespace Refigure.Verification;

/// <summary>How close a number, or a figure, is to a reference; from best to worst.</summary>
public enum Verdict
{
    /// <summary>Equal to 1e-9 relative (1e-12 absolute), with the same printed text.</summary>
    Identical,

    /// <summary>Within the tolerance, or with overlapping 95 % intervals.</summary>
    WithinTolerance,

    /// <summary>Only for figures: the same order of bars, sign of the slope and correlation.</summary>
    SameTrend,

    /// <summary>None of these, or a mark that only one side has.</summary>
    Different,
}
