namespace Cake.Core.Diagnostics;

/// <summary>How much is said, from least to most.</summary>
public enum Verbosity
{
    /// <summary>Errors alone.</summary>
    Quiet = 0,

    /// <summary>Warnings too.</summary>
    Minimal = 1,

    /// <summary>What happens, too.</summary>
    Normal = 2,

    /// <summary>Details too.</summary>
    Verbose = 3,

    /// <summary>Everything, with stack traces.</summary>
    Diagnostic = 4,
}
