using System.Collections.Immutable;

namespace Refigure.Environments;

/// <summary>The environments that <c>envs/</c> describes.</summary>
public interface IEnvironmentCatalog
{
    /// <summary>Their names, ascending.</summary>
    ImmutableArray<string> Names { get; }

    /// <summary>Reads one; null if there is no such environment.</summary>
    /// <exception cref="UserErrorException">Its description is wrong: file, line, key, what was expected.</exception>
    EnvironmentSpec? Find(string name);
}
