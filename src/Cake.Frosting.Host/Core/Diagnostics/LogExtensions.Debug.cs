namespace Cake.Core.Diagnostics;

public static partial class LogExtensions
{
    /// <summary>Writes a message for fault-finding, shown from <see cref="Verbosity.Diagnostic"/> on.</summary>
    public static void Debug(this ICakeLog log, string format, params object?[] args) =>
        log.Debug(Verbosity.Diagnostic, format, args);

    /// <summary>Writes a message for fault-finding, shown from <paramref name="verbosity"/> on.</summary>
    public static void Debug(this ICakeLog log, Verbosity verbosity, string format, params object?[] args) =>
        log?.Write(verbosity, LogLevel.Debug, format, args);

    /// <summary>Writes a message for fault-finding that is made only where it is shown.</summary>
    public static void Debug(this ICakeLog log, LogAction logAction) => log.Debug(Verbosity.Diagnostic, logAction);

    /// <summary>Writes a message for fault-finding that is made only where it is shown, from <paramref name="verbosity"/> on.</summary>
    public static void Debug(this ICakeLog log, Verbosity verbosity, LogAction logAction) =>
        log.Write(verbosity, LogLevel.Debug, logAction);

    /// <summary>Writes a value as a message for fault-finding.</summary>
    public static void Debug(this ICakeLog log, object value) => log.Debug("{0}", value);

    /// <summary>Writes a text as a message for fault-finding; braces in it are braces.</summary>
    public static void Debug(this ICakeLog log, string value) => log.Debug("{0}", value);
}
