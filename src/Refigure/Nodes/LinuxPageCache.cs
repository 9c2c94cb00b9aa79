using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Refigure.Nodes;

/// <summary>
/// The page cache of Linux: <c>mincore(2)</c> measures, <c>posix_fadvise(2)</c> with <c>POSIX_FADV_DONTNEED</c> drops. No
/// privileges are needed for one's own files, and nobody else's files are touched.
/// </summary>
public sealed class LinuxPageCache : IPageCache
{
    private const int Tries = 5;
    private const long Window = 1L << 30;
    private static readonly string[] InMemory = ["tmpfs", "ramfs", "devtmpfs", "hugetlbfs"];

    /// <inheritdoc />
    public ImmutableArray<FileResidency> Measure(IReadOnlyList<string> files) => Each(files, Measure);

    /// <inheritdoc />
    public ImmutableArray<FileResidency> Evict(IReadOnlyList<string> files) => Each(files, Evict);

    /// <inheritdoc />
    public ImmutableArray<FileResidency> Fill(IReadOnlyList<string> files, CancellationToken cancellation) =>
        Each(
            files,
            (path, file) =>
            {
                Read(file, cancellation);
                return Measure(path, file);
            }
        );

    private static ImmutableArray<FileResidency> Each(
        IReadOnlyList<string> files,
        Func<string, SafeFileHandle, FileResidency> work
    )
    {
        ArgumentNullException.ThrowIfNull(files);
        var found = ImmutableArray.CreateBuilder<FileResidency>(files.Count);
        foreach (var path in files)
        {
            try
            {
                using var file = File.OpenHandle(path);
                found.Add(work(path, file));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                found.Add(new FileResidency(path, 0, null, $"the file cannot be read ({e.Message.TrimEnd('.')})"));
            }
        }

        return found.DrainToImmutable();
    }

    private static FileResidency Evict(string path, SafeFileHandle file)
    {
        // Only clean pages are dropped.
        RandomAccess.FlushToDisk(file);
        var measured = Measure(path, file);
        for (var i = 0; i < Tries && measured.ResidentPages is null or > 0; i++)
        {
            if (LibC.Advise(file, 0, 0, LibC.AdviseNotNeeded) is var error and not 0)
            {
                return measured with { Problem = $"the system does not drop its pages ({Reason(error)})" };
            }

            measured = Measure(path, file);
            if (measured.ResidentPages is null)
            {
                return measured;
            }
        }

        return measured is { ResidentPages: > 0, Problem: null }
            ? measured with
            {
                Problem = WhyItStays(path),
            }
            : measured;
    }

    private static string WhyItStays(string path)
    {
        var format = FileSystemOf(path);
        return Array.IndexOf(InMemory, format) >= 0
            ? $"a {format} holds its files in memory alone: put the models on a disk"
            : $"pages in use by another process stay, and so do those that {format} does not drop";
    }

    private static FileResidency Measure(string path, SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        var size = Environment.SystemPageSize;
        var pages = (length + size - 1) / size;
        // Since Linux 5.2 mincore tells others that everything is resident, so that nobody can watch their files.
        if (LibC.Access(path, LibC.MayWrite) != 0)
        {
            return new FileResidency(
                path,
                pages,
                null,
                "only who may write to the file is told what of it is in memory"
            );
        }

        long resident = 0;
        for (long offset = 0; offset < length; offset += Window)
        {
            if (Resident(file, offset, (nuint)Math.Min(Window, length - offset)) is not { } part)
            {
                return new FileResidency(
                    path,
                    pages,
                    null,
                    $"{FileSystemOf(path)} does not tell what is in memory ({Reason(Marshal.GetLastPInvokeError())})"
                );
            }

            resident += part;
        }

        return new FileResidency(path, pages, resident);
    }

    // Mapping a file reads nothing of it.
    private static unsafe long? Resident(SafeFileHandle file, long offset, nuint length)
    {
        var address = LibC.Map(0, length, LibC.ProtectionRead, LibC.MapShared, file, offset);
        if (address == LibC.MapFailed)
        {
            return null;
        }

        var size = (nuint)Environment.SystemPageSize;
        var pages = ArrayPool<byte>.Shared.Rent((int)((length + size - 1) / size));
        try
        {
            fixed (byte* first = pages)
            {
                if (LibC.InCore(address, length, first) != 0)
                {
                    return null;
                }
            }

            long resident = 0;
            foreach (var page in pages.AsSpan(0, (int)((length + size - 1) / size)))
            {
                // Only the lowest bit means something (mincore(2)).
                resident += page & 1;
            }

            return resident;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pages);
            _ = LibC.Unmap(address, length);
        }
    }

    private static void Read(SafeFileHandle file, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        try
        {
            long offset = 0;
            int read;
            while ((read = RandomAccess.Read(file, buffer, offset)) > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                offset += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string FileSystemOf(string path)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(path)).DriveFormat;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "this file system";
        }
    }

    private static string Reason(int error) => Marshal.GetPInvokeErrorMessage(error);
}
