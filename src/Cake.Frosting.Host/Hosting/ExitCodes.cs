using Cake.Core;
using Cake.Frosting.Hosting.Running;

namespace Cake.Frosting.Hosting;

/// <summary>What a process ends with.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A task failed.</summary>
    public const int Failure = 1;

    /// <summary>The user can put it right: an option, a value, a name.</summary>
    public const int UserError = 2;

    public static int Of(Exception exception) =>
        exception switch
        {
            InterruptedException interrupted => interrupted.Interrupt.ExitCode,
            CakeException cake => cake.ExitCode,
            AggregateException aggregate => aggregate
                .Flatten()
                .InnerExceptions.OfType<CakeException>()
                .Select(inner => inner.ExitCode)
                .FirstOrDefault(Failure),
            _ => Failure,
        };
}
