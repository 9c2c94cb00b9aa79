namespace Cake.Frosting.Hosting.Output;

/// <summary>The two streams that a host writes to, and whether they show colours.</summary>
internal sealed class HostConsole(TextWriter output, TextWriter error, bool colours)
{
    public TextWriter Output => output;

    public TextWriter Error => error;

    /// <summary>The console of this process; colours only where a person sees them and has not declined.</summary>
    public static HostConsole OfProcess() =>
        new(
            Console.Out,
            Console.Error,
            !Console.IsOutputRedirected
                && !Console.IsErrorRedirected
                && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or null or "")
        );

    public void WriteLine() => output.WriteLine();

    public void WriteLine(string text, Colour colour = Colour.Plain) => Write(output, text, colour);

    public void WriteErrorLine(string text, Colour colour = Colour.Plain) => Write(error, text, colour);

    private void Write(TextWriter writer, string text, Colour colour) =>
        writer.WriteLine(colours && colour != Colour.Plain ? $"\e[{(int)colour}m{text}\e[0m" : text);
}
