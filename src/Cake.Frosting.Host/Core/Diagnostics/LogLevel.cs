namespace Cake.Core.Diagnostics;

/// <summary>How grave a message is, from most to least.</summary>
public enum LogLevel
{
    /// <summary>The run cannot go on.</summary>
    Fatal = 0,

    /// <summary>Something failed.</summary>
    Error = 1,

    /// <summary>Something may be wrong.</summary>
    Warning = 2,

    /// <summary>What happens.</summary>
    Information = 3,

    /// <summary>Details.</summary>
    Verbose = 4,

    /// <summary>For those who look for a fault.</summary>
    Debug = 5,
}
