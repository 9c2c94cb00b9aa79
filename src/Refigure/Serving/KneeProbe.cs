namespace Refigure.Serving;

/// <summary>A load that was tried while the knee was looked for.</summary>
/// <param name="Concurrency">Requests at a time.</param>
/// <param name="Attainment">The part of its requests that met every limit, 0 to 1.</param>
public sealed record KneeProbe(int Concurrency, double Attainment);
