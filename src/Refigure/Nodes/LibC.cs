using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Refigure.Nodes;

/// <summary>The calls of the C library that the page cache needs, as Linux's 64-bit systems have them.</summary>
internal static partial class LibC
{
    public const int ProtectionRead = 1;
    public const int MapShared = 1;
    public const int AdviseNotNeeded = 4;
    public const int MayWrite = 2;
    public const nint MapFailed = -1;

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial nint Map(
        nint address,
        nuint length,
        int protection,
        int flags,
        SafeFileHandle file,
        long offset
    );

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    public static partial int Unmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "mincore", SetLastError = true)]
    public static unsafe partial int InCore(nint address, nuint length, byte* pages);

    /// <returns>0, or the error's number.</returns>
    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    public static partial int Advise(SafeFileHandle file, long offset, long length, int advice);

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Access(string path, int mode);
}
