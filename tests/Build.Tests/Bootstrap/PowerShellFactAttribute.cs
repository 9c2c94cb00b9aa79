using System.Runtime.InteropServices;

namespace Refigure.Build.Tests.Bootstrap;

/// <summary>
/// A fact about build.ps1; skipped where there is no PowerShell 7: on the path, or as the dotnet tool that CI puts into
/// <c>artifacts/tools</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PowerShellFactAttribute : FactAttribute
{
    public PowerShellFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "the dotnet that only pretends needs bash";
        }
        else if (Command is null)
        {
            Skip =
                "needs PowerShell 7 (pwsh): dotnet tool install PowerShell --version 7.6.9 --tool-path artifacts/tools";
        }
    }

    /// <summary>What starts PowerShell: a program and its first arguments; null if there is none.</summary>
    public static (string Program, string[] Arguments)? Command { get; } = Find();

    private static string DotNet =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    private static (string Program, string[] Arguments)? Find()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Prepend(EndToEnd.Checkout.PathOf("artifacts", "tools"))
            .Select(folder => Path.Combine(folder, "pwsh"))
            .FirstOrDefault(File.Exists);
        if (program is null)
        {
            return null;
        }

        // The dotnet tool starts itself with the dotnet on its path, and that only pretends here.
        var store = Path.Combine(Path.GetDirectoryName(program)!, ".store", "powershell");
        return !Directory.Exists(store) ? (program, [])
            : Directory
                .EnumerateFiles(store, "pwsh.dll", SearchOption.AllDirectories)
                .FirstOrDefault(path => path.Contains("/unix/", StringComparison.Ordinal))
                is { } library
                ? (DotNet, [library])
            : null;
    }
}
