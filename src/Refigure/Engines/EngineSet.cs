using System.Collections.Immutable;

namespace Refigure.Engines;

/// <summary>The engines that can be run here.</summary>
/// <param name="engines">The engines.</param>
public sealed class EngineSet(params ReadOnlySpan<IEngine> engines)
{
    private readonly ImmutableArray<IEngine> _engines = [.. engines];

    /// <summary>The engine of that name; null if it cannot be run.</summary>
    public IEngine? Find(string name) => _engines.FirstOrDefault(e => e.Name == name);

    /// <summary>The engine of that name.</summary>
    /// <exception cref="UserErrorException">It cannot be run.</exception>
    public IEngine Get(string name) =>
        Find(name)
        ?? throw new UserErrorException(
            $"The engine {name} cannot be run here: expected one of {string.Join(", ", _engines.Select(e => e.Name))}."
        );
}
