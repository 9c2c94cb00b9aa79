namespace Cake.Frosting.Hosting.Running;

/// <summary>A signal that asks the process to end.</summary>
/// <param name="Signal">Its name.</param>
/// <param name="ExitCode">128 and its number, as shells have it.</param>
internal sealed record Interrupt(string Signal, int ExitCode)
{
    public static Interrupt Keyboard { get; } = new("SIGINT", 130);

    public static Interrupt Termination { get; } = new("SIGTERM", 143);
}
