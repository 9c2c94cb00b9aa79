namespace Refigure.Build.Nodes;

/// <summary>An archive that is sent to nodes.</summary>
/// <param name="Name">The digest of what it was made of: what the node calls it.</param>
/// <param name="File">Where it lies, a tar that gzip compressed.</param>
/// <param name="Sha256">The archive's own digest, lower-case hex.</param>
internal sealed record PackedFolder(string Name, string File, string Sha256);
