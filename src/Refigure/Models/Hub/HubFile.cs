namespace Refigure.Models.Hub;

/// <summary>A file of a model at the hub.</summary>
/// <param name="Path">Its path there, with slashes, checked: it stays in the folder that it is put in.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Blob">Its SHA-1 as git's blob, 40 hexadecimal digits.</param>
/// <param name="Sha256">Its SHA-256 where it is kept apart from git (LFS); null for small files.</param>
public sealed record HubFile(string Path, long Bytes, string Blob, string? Sha256)
{
    /// <summary>The name under which the cache keeps its content.</summary>
    public string Tag => Sha256 ?? Blob;
}
