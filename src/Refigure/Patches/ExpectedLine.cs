using System.Collections.Immutable;

namespace Refigure.Patches;

/// <summary>A line that a patched engine prints once in each process that prints it, and at least one process does.</summary>
/// <param name="Text">How its message begins; a number follows.</param>
/// <param name="Decimals">How many decimals the number has.</param>
/// <param name="Files">The files that print it, whichever of them a start uses.</param>
/// <param name="Unless">What the engine's banner says of a start that does not print it.</param>
/// <param name="Optional">Whether a start may do without it, such as one that captures no graphs.</param>
public sealed record ExpectedLine(
    string Text,
    int Decimals,
    ImmutableArray<string> Files,
    ImmutableArray<string> Unless,
    bool Optional
);
