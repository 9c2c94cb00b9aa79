using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Common.Diagnostics;

public static partial class LoggingAliases
{
    /// <summary>Writes a detail: a composite format with its arguments.</summary>
    public static void Verbose(this ICakeContext context, string format, params object?[] args) =>
        context.Log.Verbose(format, args);

    /// <summary>Writes a detail that is made only where it is shown.</summary>
    public static void Verbose(this ICakeContext context, LogAction logAction) => context.Log.Verbose(logAction);

    /// <summary>Writes a value as a detail.</summary>
    public static void Verbose(this ICakeContext context, object value) => context.Log.Verbose(value);

    /// <summary>Writes a text as a detail; braces in it are braces.</summary>
    public static void Verbose(this ICakeContext context, string value) => context.Log.Verbose(value);
}
