using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Common.Diagnostics;

public static partial class LoggingAliases
{
    /// <summary>Writes an error: a composite format with its arguments.</summary>
    public static void Error(this ICakeContext context, string format, params object?[] args) =>
        context.Log.Error(format, args);

    /// <summary>Writes an error that is made only where it is shown.</summary>
    public static void Error(this ICakeContext context, LogAction logAction) => context.Log.Error(logAction);

    /// <summary>Writes a value as an error.</summary>
    public static void Error(this ICakeContext context, object value) => context.Log.Error(value);

    /// <summary>Writes a text as an error; braces in it are braces.</summary>
    public static void Error(this ICakeContext context, string value) => context.Log.Error(value);
}
