using System.Globalization;

namespace Cake.Frosting.Hosting.Commands;

/// <summary>One word of a command line: an option, perhaps with its value, or a value by itself.</summary>
/// <param name="Text">The word as it was typed.</param>
/// <param name="Name">The option's name without dashes; null if the word is a value.</param>
/// <param name="Value">What stands behind an equals sign; null if there is none.</param>
internal sealed record CommandLineToken(string Text, string? Name, string? Value)
{
    public static CommandLineToken Read(string text)
    {
        // "-" is a value by custom (standard input), and "-1.5" is a number and not an option called 1.5.
        var name = text.AsSpan().TrimStart('-');
        if (name.Length == text.Length || name.IsEmpty || IsNumber(text))
        {
            return new CommandLineToken(text, null, null);
        }

        var equals = name.IndexOf('=');
        return equals switch
        {
            0 => new CommandLineToken(text, null, null),
            < 0 => new CommandLineToken(text, name.ToString(), null),
            _ => new CommandLineToken(text, name[..equals].ToString(), name[(equals + 1)..].ToString()),
        };
    }

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
