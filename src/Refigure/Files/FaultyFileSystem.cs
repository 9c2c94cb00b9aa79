namespace Refigure.Files;

/// <summary>
/// A file system that does something at the n-th operation: fails, writes half, or ends the process. Whoever writes files
/// must come through that with nothing lost and nothing half-read; the tests and the self-test try every n.
/// </summary>
/// <param name="inner">Does the work.</param>
/// <param name="at">The operation at which the fault happens, 1-based; 0 for never, just to count.</param>
/// <param name="fault">What happens; throws or does not return. It is told what the operation is.</param>
public sealed class FaultyFileSystem(IFileSystem inner, int at, Action<string> fault) : IFileSystem
{
    private int _count;
    private volatile bool _broken;

    /// <summary>How many operations there were.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>
    /// Whether everything after the fault fails too, as after the end of the process: what lies on disk then is what a crash
    /// leaves.
    /// </summary>
    public bool StaysBroken { get; init; }

    /// <summary>From now on everything fails, as after the end of the process.</summary>
    public void Break() => _broken = true;

    /// <summary>Whether half of a write's bytes reach the file before the fault.</summary>
    public bool TearsWrites { get; init; }

    /// <inheritdoc />
    public void CreateDirectory(string path)
    {
        Step($"create folder {path}");
        inner.CreateDirectory(path);
    }

    /// <inheritdoc />
    public Stream Create(string path)
    {
        Step($"create {path}");
        return new FaultyStream(this, inner.Create(path), path);
    }

    /// <inheritdoc />
    public Stream CreateNew(string path)
    {
        Step($"create new {path}");
        return new FaultyStream(this, inner.CreateNew(path), path);
    }

    /// <inheritdoc />
    public Stream OpenWrite(string path)
    {
        Step($"open {path}");
        return new FaultyStream(this, inner.OpenWrite(path), path);
    }

    /// <inheritdoc />
    public void CreateLink(string path, string target)
    {
        Step($"link {path} to {target}");
        inner.CreateLink(path, target);
    }

    /// <inheritdoc />
    public void Sync(Stream stream)
    {
        Step("sync");
        inner.Sync(stream is FaultyStream faulty ? faulty.Inner : stream);
    }

    /// <inheritdoc />
    public void MoveFile(string from, string to)
    {
        Step($"move {from} to {to}");
        inner.MoveFile(from, to);
    }

    /// <inheritdoc />
    public void MoveDirectory(string from, string to)
    {
        Step($"move folder {from} to {to}");
        inner.MoveDirectory(from, to);
    }

    /// <inheritdoc />
    public void DeleteFile(string path)
    {
        Step($"delete {path}");
        inner.DeleteFile(path);
    }

    /// <inheritdoc />
    public void DeleteDirectory(string path)
    {
        Step($"delete folder {path}");
        inner.DeleteDirectory(path);
    }

    internal bool IsNow()
    {
        var isNow = Interlocked.Increment(ref _count) == at;
        if (isNow && StaysBroken)
        {
            _broken = true;
        }

        return isNow || _broken;
    }

    internal void Fail(string operation) => fault(operation);

    private void Step(string operation)
    {
        if (IsNow())
        {
            fault(operation);
        }
    }
}
