using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Common.Diagnostics;

public static partial class LoggingAliases
{
    /// <summary>Writes a message for fault-finding: a composite format with its arguments.</summary>
    public static void Debug(this ICakeContext context, string format, params object?[] args) =>
        context.Log.Debug(format, args);

    /// <summary>Writes a message for fault-finding that is made only where it is shown.</summary>
    public static void Debug(this ICakeContext context, LogAction logAction) => context.Log.Debug(logAction);

    /// <summary>Writes a value as a message for fault-finding.</summary>
    public static void Debug(this ICakeContext context, object value) => context.Log.Debug(value);

    /// <summary>Writes a text as a message for fault-finding; braces in it are braces.</summary>
    public static void Debug(this ICakeContext context, string value) => context.Log.Debug(value);
}
