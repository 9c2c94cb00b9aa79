using System.Collections.Immutable;

namespace Refigure.Catalog;

/// <summary>An engine argument or environment variable and the values that it takes in turn.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">One value, or several that multiply the cases; an empty one is a switch.</param>
/// <param name="IsNamed">Whether it is part of the cases' names.</param>
internal sealed record CaseSetting(string Name, ImmutableArray<string> Values, bool IsNamed);
