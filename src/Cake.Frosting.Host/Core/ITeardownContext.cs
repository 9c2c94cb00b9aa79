namespace Cake.Core;

/// <summary>What the teardown learns of the run behind it.</summary>
public interface ITeardownContext : ICakeContext
{
    /// <summary>Whether nothing failed.</summary>
    bool Successful { get; }

    /// <summary>What ended the run; null if nothing failed.</summary>
    Exception? ThrownException { get; }
}
