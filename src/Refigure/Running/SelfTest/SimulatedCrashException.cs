namespace Refigure.Running.SelfTest;

/// <summary>The end of the host, as the self-test plays it: nobody handles it, and nothing is written after it.</summary>
public sealed class SimulatedCrashException : Exception
{
    /// <summary>A crash.</summary>
    public SimulatedCrashException()
        : base("simulated crash") { }

    /// <summary>A crash at an operation.</summary>
    public SimulatedCrashException(string operation)
        : base($"simulated crash at: {operation}") { }

    /// <summary>A crash at an operation, with a cause.</summary>
    public SimulatedCrashException(string operation, Exception inner)
        : base($"simulated crash at: {operation}", inner) { }
}
