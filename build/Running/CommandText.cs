using System.Collections.Immutable;
using Refigure.Engines;
using Refigure.Secrets;

namespace Refigure.Build.Running;

/// <summary>A command as one would type it, to be read: its variables, then the program and its arguments.</summary>
internal static class CommandText
{
    private const string Plain = "-_./=:,+@%";

    /// <summary>Two lines: variables, and the command.</summary>
    public static ImmutableArray<string> Of(EngineCommand command) =>
        [
            string.Join(' ', command.Variables.Select(v => $"{v.Key}={Quoted(SecretNames.Masked(v.Key, v.Value))}")),
            string.Join(' ', command.Arguments.Prepend(command.Program).Select(Quoted)),
        ];

    private static string Quoted(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
