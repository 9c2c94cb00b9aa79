using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Hosting.Commands;

/// <summary>Reads a verbosity: its name or first letter, in any case.</summary>
internal static class VerbosityParser
{
    public static Verbosity Parse(string value) =>
        value.ToLowerInvariant() switch
        {
            "q" or "quiet" => Verbosity.Quiet,
            "m" or "minimal" => Verbosity.Minimal,
            "n" or "normal" => Verbosity.Normal,
            "v" or "verbose" => Verbosity.Verbose,
            "d" or "diagnostic" => Verbosity.Diagnostic,
            _ => throw new CakeException(
                2,
                $"The value '{value}' is not a valid verbosity. It is one of quiet, minimal, normal, verbose, diagnostic."
            ),
        };
}
