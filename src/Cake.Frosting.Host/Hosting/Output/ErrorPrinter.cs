using Cake.Core.Diagnostics;

namespace Cake.Frosting.Hosting.Output;

/// <summary>Says what ended a run: the message alone, the whole exception for those who look for a fault.</summary>
internal static class ErrorPrinter
{
    public static void Print(HostConsole console, Exception exception, Verbosity verbosity)
    {
        if (verbosity == Verbosity.Diagnostic)
        {
            console.WriteErrorLine($"Error: {exception}", Colour.Red);
            return;
        }

        if (exception is not AggregateException aggregate)
        {
            console.WriteErrorLine($"Error: {exception.Message}", Colour.Red);
            return;
        }

        console.WriteErrorLine("Error:", Colour.Red);
        foreach (var inner in aggregate.Flatten().InnerExceptions)
        {
            console.WriteErrorLine($"\t{inner.Message}", Colour.Red);
        }
    }
}
