using System.Collections.Immutable;

namespace Refigure.Nodes.Gpus;

/// <summary>A program that tells something again and again until it is ended.</summary>
/// <param name="Program">The program, absolute.</param>
/// <param name="Arguments">Its arguments, one each.</param>
public sealed record GpuQuery(string Program, ImmutableArray<string> Arguments);
