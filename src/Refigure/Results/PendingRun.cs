using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using Refigure.Files;
using Refigure.Secrets;

namespace Refigure.Results;

/// <summary>
/// A run folder being built. It grows beside its place as <c>…/warm-1.partial-N</c>, gets <c>run.json</c> last, and is then
/// renamed into place in one step: a crash at any point leaves nothing that is read as a run. Not thread-safe; different
/// runs may be built at the same time.
/// </summary>
public sealed class PendingRun : IDisposable
{
    private const string Partial = ".partial-";
    private const string Failed = ".failed";

    /// <summary>The ending of the folder beside a run's place that keeps what an interrupted load measured.</summary>
    internal const string Interrupted = ".interrupted";

    /// <summary>A file that ends with what was measured before its run was done; a run that has none measured nothing yet.</summary>
    internal const string Measured = "requests.jsonl";

    private readonly IFileSystem _system;
    private readonly string _place;
    private readonly SecretMask _secrets;
    private readonly ImmutableArray<RawFile>.Builder _files = ImmutableArray.CreateBuilder<RawFile>();
    private bool _done;

    private PendingRun(IFileSystem system, RunIdentity identity, string place, SecretMask secrets)
    {
        _secrets = secrets;
        _system = system;
        Identity = identity;
        _place = place;
        Folder = $"{place}{Partial}{Environment.ProcessId}";
    }

    /// <summary>The run's identity.</summary>
    public RunIdentity Identity { get; }

    /// <summary>The folder as long as it is being built; an engine may write its raw outputs here directly.</summary>
    public string Folder { get; }

    /// <summary>Starts a run folder below a root.</summary>
    /// <param name="root">The runs root.</param>
    /// <param name="identity">The run.</param>
    /// <param name="system">What changes files; the machine's own file system if null.</param>
    /// <param name="secrets">What is masked in <c>run.json</c>; nothing if null.</param>
    /// <exception cref="ArgumentException">The identity's parts are no safe folder names.</exception>
    /// <exception cref="UserErrorException">The root cannot be written to.</exception>
    public static PendingRun Begin(
        string root,
        RunIdentity identity,
        IFileSystem? system = null,
        SecretMask? secrets = null
    )
    {
        if (
            !FolderName.IsSafe(identity.Experiment)
            || !FolderName.IsSafe(identity.Node)
            || !FolderName.IsSafe(identity.Case)
            || identity.Iteration < 1
        )
        {
            throw new ArgumentException($"{identity.RelativeFolder} is no safe run folder", nameof(identity));
        }

        var run = new PendingRun(
            system ?? PhysicalFileSystem.Instance,
            identity,
            RunFolder.PathOf(root, identity),
            secrets ?? SecretMask.None
        );
        try
        {
            run._system.DeleteDirectory(run.Folder);
            run._system.CreateDirectory(run.Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFolder.CannotWrite(root, e);
        }

        return run;
    }

    /// <summary>Writes a raw file from a stream, read once; the digest is of the plain content.</summary>
    /// <param name="name">The plain name, such as <c>engine.log</c>.</param>
    /// <param name="content">The plain content.</param>
    /// <param name="compress">Whether it shall lie there gzipped.</param>
    public RawFile Add(string name, Stream content, bool compress = false)
    {
        var path = PathFor(name);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long length;
        using (var file = _system.Create(compress ? path + RawFiles.Gzipped : path))
        {
            if (compress)
            {
                using (var gzip = new GZipStream(file, CompressionLevel.SmallestSize, leaveOpen: true))
                {
                    length = Copy(content, gzip, digest);
                }

                WriteUnknownSystem(file);
            }
            else
            {
                length = Copy(content, file, digest);
            }
        }

        var raw = new RawFile(name, Convert.ToHexStringLower(digest.GetHashAndReset()), length);
        _files.Add(raw);
        return raw;
    }

    /// <summary>Takes in a file that lies in <see cref="Folder"/> already, as the engine wrote it, plain or gzipped.</summary>
    /// <param name="name">The plain name, such as <c>engine.log</c>.</param>
    /// <exception cref="FileNotFoundException">It is there in neither form.</exception>
    /// <exception cref="InvalidDataException">It is gzipped, and damaged.</exception>
    public RawFile Seal(string name)
    {
        var path = PathFor(name);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var content = RawFiles.Open(Folder, name) ?? throw new FileNotFoundException("it is not there", path);
        var length = Copy(content, Stream.Null, digest);
        var raw = new RawFile(name, Convert.ToHexStringLower(digest.GetHashAndReset()), length);
        _files.Add(raw);
        return raw;
    }

    /// <summary>
    /// Finishes the run: fills in its files and its hash, writes <c>run.json</c> and moves the folder into place. What an
    /// interrupted run left there goes away; a finished run only if <paramref name="replace"/> says so.
    /// </summary>
    /// <returns>The record as written.</returns>
    /// <exception cref="UserErrorException">A finished run is there and may not be replaced.</exception>
    public RunRecord Complete(RunRecord record, bool replace = false)
    {
        var files = _files.ToImmutable().Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        var whole = record with { Identity = Identity, Files = files, Hash = RunHash.Compute(Identity, files) };
        using (var file = _system.Create(Path.Combine(Folder, RunFolder.RecordName)))
        {
            using var text = new MemoryStream();
            RunRecordWriter.Write(whole, text);
            file.Write(_secrets.Masked(text.GetBuffer().AsSpan(0, (int)text.Length)));
            _system.Sync(file);
        }

        MoveIntoPlace(replace);
        _done = true;
        DeleteLeftovers();
        return whole;
    }

    /// <summary>
    /// Keeps what a failed run wrote beside its place, as <c>…/warm-1.failed</c>, in place of an earlier failure. Nothing reads
    /// it as a run; it goes away when the run succeeds.
    /// </summary>
    /// <returns>The folder.</returns>
    public string KeepAsFailed()
    {
        var kept = _place + Failed;
        _system.DeleteDirectory(kept);
        _system.MoveDirectory(Folder, kept);
        _done = true;
        return kept;
    }

    /// <summary>
    /// Keeps what a load measured until it was interrupted beside the run's place, as <c>…/warm-1.interrupted</c>, in place of an
    /// earlier one. Nothing reads it as a run; it goes away when the run succeeds.
    /// </summary>
    /// <returns>The folder; null if nothing was measured.</returns>
    public string? KeepAsInterrupted()
    {
        if (_done || !HasMeasured(Folder))
        {
            return null;
        }

        // Should it not be possible now, it is done when runs are made the next time.
        _done = true;
        return Keep(_system, Folder, _place);
    }

    /// <summary>Whether a folder that is no run holds something measured.</summary>
    internal static bool HasMeasured(string folder) =>
        new FileInfo(Path.Combine(folder, Measured)) is { Exists: true, Length: > 0 };

    /// <summary>Moves a folder to where interrupted loads are kept.</summary>
    internal static string Keep(IFileSystem system, string folder, string place)
    {
        var kept = place + Interrupted;
        system.DeleteDirectory(kept);
        system.MoveDirectory(folder, kept);
        return kept;
    }

    /// <summary>Throws away what was built, unless it was completed or kept.</summary>
    public void Dispose()
    {
        if (!_done)
        {
            _done = true;
            _system.DeleteDirectory(Folder);
        }
    }

    private string PathFor(string name)
    {
        if (!RawFiles.IsSafeName(name))
        {
            throw new ArgumentException($"{name} is no name of a raw file", nameof(name));
        }

        var path = Path.Combine(Folder, name);
        if (name.Contains('/', StringComparison.Ordinal))
        {
            _system.CreateDirectory(Path.GetDirectoryName(path)!);
        }

        return path;
    }

    private void MoveIntoPlace(bool replace)
    {
        if (!Directory.Exists(_place))
        {
            _system.MoveDirectory(Folder, _place);
            return;
        }

        if (!replace && File.Exists(Path.Combine(_place, RunFolder.RecordName)))
        {
            throw new UserErrorException(
                $"{_place} holds a finished run that differs: keep it, or replace it with --force."
            );
        }

        // Two renames: between them the run is absent, never half there.
        var old = $"{_place}{Partial}old-{Environment.ProcessId}";
        _system.DeleteDirectory(old);
        _system.MoveDirectory(_place, old);
        _system.MoveDirectory(Folder, _place);
    }

    // Earlier tries at this run that were killed, and the run that was replaced.
    private void DeleteLeftovers()
    {
        var pattern = Path.GetFileName(_place) + Partial + "*";
        foreach (var leftover in Directory.GetDirectories(Path.GetDirectoryName(_place)!, pattern))
        {
            _system.DeleteDirectory(leftover);
        }

        _system.DeleteDirectory(_place + Failed);
        _system.DeleteDirectory(_place + Interrupted);
    }

    private static long Copy(Stream from, Stream to, IncrementalHash digest)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(1 << 17);
        var total = 0L;
        int read;
        while ((read = from.Read(buffer)) > 0)
        {
            digest.AppendData(buffer, 0, read);
            to.Write(buffer, 0, read);
            total += read;
        }

        System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        return total;
    }

    // RFC 1952: byte 9 names the writing system. 255 is "unknown", so that every machine writes the same bytes; the
    // modification time is zero already.
    private static void WriteUnknownSystem(Stream file)
    {
        if (file.Length > 9)
        {
            file.Position = 9;
            file.WriteByte(255);
        }
    }
}
