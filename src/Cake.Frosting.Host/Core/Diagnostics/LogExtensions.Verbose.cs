namespace Cake.Core.Diagnostics;

public static partial class LogExtensions
{
    /// <summary>Writes a detail, shown from <see cref="Verbosity.Verbose"/> on.</summary>
    public static void Verbose(this ICakeLog log, string format, params object?[] args) =>
        log.Verbose(Verbosity.Verbose, format, args);

    /// <summary>Writes a detail, shown from <paramref name="verbosity"/> on.</summary>
    public static void Verbose(this ICakeLog log, Verbosity verbosity, string format, params object?[] args) =>
        log?.Write(verbosity, LogLevel.Verbose, format, args);

    /// <summary>Writes a detail that is made only where it is shown.</summary>
    public static void Verbose(this ICakeLog log, LogAction logAction) => log.Verbose(Verbosity.Verbose, logAction);

    /// <summary>Writes a detail that is made only where it is shown, from <paramref name="verbosity"/> on.</summary>
    public static void Verbose(this ICakeLog log, Verbosity verbosity, LogAction logAction) =>
        log.Write(verbosity, LogLevel.Verbose, logAction);

    /// <summary>Writes a value as a detail.</summary>
    public static void Verbose(this ICakeLog log, object value) => log.Verbose("{0}", value);

    /// <summary>Writes a text as a detail; braces in it are braces.</summary>
    public static void Verbose(this ICakeLog log, string value) => log.Verbose("{0}", value);
}
