namespace Cake.Core.Diagnostics;

public static partial class LogExtensions
{
    /// <summary>Writes an error, shown from <see cref="Verbosity.Quiet"/> on.</summary>
    public static void Error(this ICakeLog log, string format, params object?[] args) =>
        log.Error(Verbosity.Quiet, format, args);

    /// <summary>Writes an error, shown from <paramref name="verbosity"/> on.</summary>
    public static void Error(this ICakeLog log, Verbosity verbosity, string format, params object?[] args) =>
        log?.Write(verbosity, LogLevel.Error, format, args);

    /// <summary>Writes an error that is made only where it is shown.</summary>
    public static void Error(this ICakeLog log, LogAction logAction) => log.Error(Verbosity.Quiet, logAction);

    /// <summary>Writes an error that is made only where it is shown, from <paramref name="verbosity"/> on.</summary>
    public static void Error(this ICakeLog log, Verbosity verbosity, LogAction logAction) =>
        log.Write(verbosity, LogLevel.Error, logAction);

    /// <summary>Writes a value as an error.</summary>
    public static void Error(this ICakeLog log, object value) => log.Error("{0}", value);

    /// <summary>Writes a text as an error; braces in it are braces.</summary>
    public static void Error(this ICakeLog log, string value) => log.Error("{0}", value);
}
