namespace Refigure.Tests.Nodes;

/// <summary>A test that needs Linux, and a temp folder whose pages can be dropped.</summary>
internal sealed class LinuxDiskFactAttribute : FactAttribute
{
    public LinuxDiskFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "needs Linux";
        }
        else if (new DriveInfo(Path.GetTempPath()).DriveFormat is "tmpfs" or "ramfs")
        {
            Skip = "needs a temp folder on a disk";
        }
    }
}
