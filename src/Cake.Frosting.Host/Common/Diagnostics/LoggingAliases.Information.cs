using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Common.Diagnostics;

public static partial class LoggingAliases
{
    /// <summary>Writes a message: a composite format with its arguments.</summary>
    public static void Information(this ICakeContext context, string format, params object?[] args) =>
        context.Log.Information(format, args);

    /// <summary>Writes a message that is made only where it is shown.</summary>
    public static void Information(this ICakeContext context, LogAction logAction) =>
        context.Log.Information(logAction);

    /// <summary>Writes a value as a message.</summary>
    public static void Information(this ICakeContext context, object value) => context.Log.Information(value);

    /// <summary>Writes a text as a message; braces in it are braces.</summary>
    public static void Information(this ICakeContext context, string value) => context.Log.Information(value);
}
