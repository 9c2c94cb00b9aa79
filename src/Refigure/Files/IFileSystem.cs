namespace Refigure.Files;

/// <summary>
/// Everything that changes files, as single operations: the seam at which tests and the self-test make the n-th operation
/// fail or kill the process. Reading goes directly to <see cref="System.IO"/>.
/// </summary>
public interface IFileSystem
{
    /// <summary>Creates a folder and what it needs above it; nothing if it is there.</summary>
    void CreateDirectory(string path);

    /// <summary>Opens a file for writing, emptied if it is there. Each write to the stream is an operation of its own.</summary>
    Stream Create(string path);

    /// <summary>Opens a new file for writing.</summary>
    /// <exception cref="IOException">It is there already.</exception>
    Stream CreateNew(string path);

    /// <summary>Opens a file for writing with what it holds kept, made if it is not there; others may write other parts.</summary>
    Stream OpenWrite(string path);

    /// <summary>Makes a symbolic link to a path relative to it.</summary>
    /// <exception cref="IOException">Something is there already.</exception>
    void CreateLink(string path, string target);

    /// <summary>Makes what was written to a stream of this file system survive a loss of power.</summary>
    void Sync(Stream stream);

    /// <summary>Renames a file, over another one if there is one: atomic on one file system.</summary>
    void MoveFile(string from, string to);

    /// <summary>Renames a folder; the destination must not exist.</summary>
    void MoveDirectory(string from, string to);

    /// <summary>Deletes a file; nothing if it is not there.</summary>
    void DeleteFile(string path);

    /// <summary>Deletes a folder with all that is in it; nothing if it is not there.</summary>
    void DeleteDirectory(string path);
}
