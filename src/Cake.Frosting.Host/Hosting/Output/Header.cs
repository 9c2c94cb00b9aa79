using Cake.Core.Diagnostics;

namespace Cake.Frosting.Hosting.Output;

/// <summary>The title above what a step says.</summary>
internal static class Header
{
    private const int Width = 40;

    public static void ForTask(ICakeLog log, string name, Verbosity verbosity = Verbosity.Normal) =>
        Write(log, name, '=', verbosity);

    public static void ForLifetime(ICakeLog log, string name) => Write(log, name, '-', Verbosity.Normal);

    private static void Write(ICakeLog log, string name, char rule, Verbosity verbosity)
    {
        var line = new string(rule, Width);
        log.Write(
            verbosity,
            LogLevel.Information,
            $"{Environment.NewLine}{line}{Environment.NewLine}{name}{Environment.NewLine}{line}"
        );
    }
}
