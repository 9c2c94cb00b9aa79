using System.Runtime.InteropServices;

namespace Refigure.Nodes;

/// <summary>The C library that programs of this system are linked with.</summary>
public static partial class CLibrary
{
    /// <summary>The version of glibc, such as 2.36; null where there is another, or none.</summary>
    public static Version? GlibcVersion()
    {
        try
        {
            return OperatingSystem.IsLinux() && Version.TryParse(Marshal.PtrToStringUTF8(Ask()), out var version)
                ? version
                : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "gnu_get_libc_version")]
    private static partial nint Ask();
}
