using System.Globalization;
using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Nodes;

/// <summary>A small file system in memory, for a disk that becomes full. Who tests must be allowed to mount.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<string?> WhyNot = new(Find);
    private readonly string _folder;

    /// <summary>Mounts one.</summary>
    public SmallDisk(string folder, int megabytes)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        Mount(folder, megabytes).ExitCode.ShouldBe(0);
    }

    /// <summary>Why there can be none here; null if there can.</summary>
    public static string? WhyAbsent => WhyNot.Value;

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <summary>Fills it but for some room.</summary>
    public void Fill(int roomKilobytes = 0)
    {
        using (var file = File.Create(Ballast))
        {
            try
            {
                var piece = new byte[4096];
                while (true)
                {
                    file.Write(piece);
                    file.Flush();
                }
            }
            catch (IOException)
            {
                // Full.
            }
        }

        using var shorter = File.OpenWrite(Ballast);
        shorter.SetLength(Math.Max(0, shorter.Length - (roomKilobytes * 1024L)));
    }

    /// <summary>Makes room again.</summary>
    public void Empty() => File.Delete(Ballast);

    public void Dispose() => HostProcess.RunProgram("/", [], "umount", "-l", _folder);

    private static HostResult Mount(string folder, int megabytes) =>
        HostProcess.RunProgram(
            "/",
            [],
            "mount",
            "-t",
            "tmpfs",
            "-o",
            string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"),
            "none",
            folder
        );

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            return "needs Linux and root, to mount a small disk";
        }

        var folder = Directory.CreateTempSubdirectory("refigure-disk-").FullName;
        try
        {
            if (Mount(folder, 1).ExitCode != 0)
            {
                return "may not mount a small disk here";
            }

            HostProcess.RunProgram("/", [], "umount", folder);
            return null;
        }
        finally
        {
            Directory.Delete(folder);
        }
    }
}
