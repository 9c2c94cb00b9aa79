using System.Diagnostics;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>A test that makes a real environment with pip: Linux, and Python with venv and pip, and no uv in its place.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class VenvFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Found = new(Find);

    public VenvFactAttribute()
    {
        Skip = Version is null ? "needs Linux, python3 with venv and pip, and no uv on the path" : null;
    }

    /// <summary>Whether pages of files in the temp folder must be droppable from memory.</summary>
    public bool NeedsDisk
    {
        get;
        init
        {
            field = value;
            if (value && Skip is null && new DriveInfo(Path.GetTempPath()).DriveFormat is "tmpfs" or "ramfs")
            {
                Skip = "needs a temp folder on a disk";
            }
        }
    }

    /// <summary>The two numbers of Python's version; null if it cannot be used.</summary>
    public static string? Version => Found.Value;

    private static string? Find() =>
        OperatingSystem.IsLinux() && Answer("uv", "--version") is null
            ? Answer("python3", "-I", "-c", "import sys, venv, pip; print('%d.%d' % sys.version_info[:2])")?.Trim()
            : null;

    private static string? Answer(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? text : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
