namespace Cake.Core.Diagnostics;

public static partial class LogExtensions
{
    /// <summary>Writes a warning, shown from <see cref="Verbosity.Minimal"/> on.</summary>
    public static void Warning(this ICakeLog log, string format, params object?[] args) =>
        log.Warning(Verbosity.Minimal, format, args);

    /// <summary>Writes a warning, shown from <paramref name="verbosity"/> on.</summary>
    public static void Warning(this ICakeLog log, Verbosity verbosity, string format, params object?[] args) =>
        log?.Write(verbosity, LogLevel.Warning, format, args);

    /// <summary>Writes a warning that is made only where it is shown.</summary>
    public static void Warning(this ICakeLog log, LogAction logAction) => log.Warning(Verbosity.Minimal, logAction);

    /// <summary>Writes a warning that is made only where it is shown, from <paramref name="verbosity"/> on.</summary>
    public static void Warning(this ICakeLog log, Verbosity verbosity, LogAction logAction) =>
        log.Write(verbosity, LogLevel.Warning, logAction);

    /// <summary>Writes a value as a warning.</summary>
    public static void Warning(this ICakeLog log, object value) => log.Warning("{0}", value);

    /// <summary>Writes a text as a warning; braces in it are braces.</summary>
    public static void Warning(this ICakeLog log, string value) => log.Warning("{0}", value);
}
