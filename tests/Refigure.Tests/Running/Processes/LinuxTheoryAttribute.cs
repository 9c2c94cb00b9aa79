namespace Refigure.Tests.Running.Processes;

/// <summary>A fact over real processes; skipped with the reason where Linux or one of the programs is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute(params string[] more)
    {
        string[] programs = ["/bin/bash", "/usr/bin/setsid", "/usr/bin/sleep", "/usr/bin/head", .. more];
        Skip =
            !OperatingSystem.IsLinux() ? "Supervision by session is Linux's."
            : Array.Find(programs, program => !File.Exists(program)) is { } missing ? $"{missing} is missing."
            : null;
    }
}
