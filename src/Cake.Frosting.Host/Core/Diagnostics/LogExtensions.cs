namespace Cake.Core.Diagnostics;

/// <summary>A method for each level of message, and scopes of another verbosity.</summary>
public static partial class LogExtensions
{
    /// <summary>Writes a message that is made only where it is shown.</summary>
    public static void Write(this ICakeLog log, Verbosity verbosity, LogLevel level, LogAction logAction)
    {
        if (log is not null && logAction is not null && verbosity <= log.Verbosity)
        {
            logAction((format, args) => log.Write(verbosity, level, format, args));
        }
    }

    /// <summary>Says errors alone until disposed.</summary>
    public static IDisposable QuietVerbosity(this ICakeLog log) => log.WithVerbosity(Verbosity.Quiet);

    /// <summary>Says little until disposed.</summary>
    public static IDisposable MinimalVerbosity(this ICakeLog log) => log.WithVerbosity(Verbosity.Minimal);

    /// <summary>Says what happens until disposed.</summary>
    public static IDisposable NormalVerbosity(this ICakeLog log) => log.WithVerbosity(Verbosity.Normal);

    /// <summary>Says details until disposed.</summary>
    public static IDisposable VerboseVerbosity(this ICakeLog log) => log.WithVerbosity(Verbosity.Verbose);

    /// <summary>Says everything until disposed.</summary>
    public static IDisposable DiagnosticVerbosity(this ICakeLog log) => log.WithVerbosity(Verbosity.Diagnostic);

    private static VerbosityScope WithVerbosity(this ICakeLog log, Verbosity verbosity) => new(log, verbosity);
}
