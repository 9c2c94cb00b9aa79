using System.Collections.Immutable;

namespace Refigure.Models;

/// <summary>A model that is there and verified.</summary>
/// <param name="Source">What it is.</param>
/// <param name="Path">What the engine is given: a GGUF file or a folder, absolute.</param>
/// <param name="Files">The files that the engine reads, absolute, ordered: those whose pages a cold start must find cold.</param>
public sealed record ModelFiles(ModelSource Source, string Path, ImmutableArray<string> Files);
