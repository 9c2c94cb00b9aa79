using System.Collections.Immutable;

namespace Refigure.Environments.Python;

/// <summary>A package of a lock.</summary>
/// <param name="Name">Its normal name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hashes">SHA-256 of the files that may be taken for it, lower-case hex.</param>
/// <param name="IsSource">Whether there is no wheel of it, so that it is built where it is installed.</param>
/// <param name="Line">Its line, as in the file.</param>
internal sealed record LockedPackage(
    string Name,
    string Version,
    ImmutableArray<string> Hashes,
    bool IsSource,
    string Line
);
