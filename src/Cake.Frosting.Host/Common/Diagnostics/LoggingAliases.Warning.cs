using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Common.Diagnostics;

public static partial class LoggingAliases
{
    /// <summary>Writes a warning: a composite format with its arguments.</summary>
    public static void Warning(this ICakeContext context, string format, params object?[] args) =>
        context.Log.Warning(format, args);

    /// <summary>Writes a warning that is made only where it is shown.</summary>
    public static void Warning(this ICakeContext context, LogAction logAction) => context.Log.Warning(logAction);

    /// <summary>Writes a value as a warning.</summary>
    public static void Warning(this ICakeContext context, object value) => context.Log.Warning(value);

    /// <summary>Writes a text as a warning; braces in it are braces.</summary>
    public static void Warning(this ICakeContext context, string value) => context.Log.Warning(value);
}
