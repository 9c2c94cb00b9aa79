using Cake.Core.Diagnostics;

namespace Cake.Core;

/// <summary>What a task gets to work with: the part of the package's context that a host without tools can give.</summary>
public interface ICakeContext
{
    /// <summary>The working directory and the environment variables.</summary>
    ICakeEnvironment Environment { get; }

    /// <summary>Where messages go.</summary>
    ICakeLog Log { get; }

    /// <summary>The options of the command line that are not the host's own.</summary>
    ICakeArguments Arguments { get; }
}
