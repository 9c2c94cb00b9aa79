using System.Collections.Immutable;

namespace Refigure.Assignment;

/// <summary>A file of the archive.</summary>
/// <param name="Name">Its name in the archive, with <c>/</c>.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="IsProgram">Whether it can be started.</param>
public sealed record AssignmentFile(string Name, ImmutableArray<byte> Content, bool IsProgram = false);
