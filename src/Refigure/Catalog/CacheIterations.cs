using Refigure.Results;

namespace Refigure.Catalog;

/// <summary>How often a case is run in a cache state.</summary>
/// <param name="Cache">The cache state.</param>
/// <param name="Iterations">The number of iterations; with <paramref name="Precision"/> the least number.</param>
/// <param name="Precision">If not null: go on until precise.</param>
public sealed record CacheIterations(CacheState Cache, int Iterations, PrecisionGoal? Precision = null);
