namespace Cake.Core.Diagnostics;

public static partial class LogExtensions
{
    /// <summary>Writes a message, shown from <see cref="Verbosity.Normal"/> on.</summary>
    public static void Information(this ICakeLog log, string format, params object?[] args) =>
        log.Information(Verbosity.Normal, format, args);

    /// <summary>Writes a message, shown from <paramref name="verbosity"/> on.</summary>
    public static void Information(this ICakeLog log, Verbosity verbosity, string format, params object?[] args) =>
        log?.Write(verbosity, LogLevel.Information, format, args);

    /// <summary>Writes a message that is made only where it is shown.</summary>
    public static void Information(this ICakeLog log, LogAction logAction) =>
        log.Information(Verbosity.Normal, logAction);

    /// <summary>Writes a message that is made only where it is shown, from <paramref name="verbosity"/> on.</summary>
    public static void Information(this ICakeLog log, Verbosity verbosity, LogAction logAction) =>
        log.Write(verbosity, LogLevel.Information, logAction);

    /// <summary>Writes a value as a message.</summary>
    public static void Information(this ICakeLog log, object value) => log.Information("{0}", value);

    /// <summary>Writes a text as a message; braces in it are braces.</summary>
    public static void Information(this ICakeLog log, string value) => log.Information("{0}", value);
}
