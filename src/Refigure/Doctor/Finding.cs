using Refigure.Running.Gpus;

namespace Refigure.Doctor;

/// <summary>A row of the doctor's table.</summary>
/// <param name="What">What was looked at.</param>
/// <param name="Found">What was found.</param>
/// <param name="Verdict">What that means.</param>
/// <param name="Fix">What to do; null where nothing needs to be done.</param>
public sealed record Finding(string What, string Found, Verdict Verdict, string? Fix = null)
{
    /// <summary>What the GPUs can do as a row: what they cannot blocks.</summary>
    internal static Finding Of(string what, GpuFit fit) =>
        new(
            what,
            fit.Found,
            fit.Fits switch
            {
                true => Verdict.Ok,
                false => Verdict.Blocks,
                _ => Verdict.Note,
            },
            fit.Fix
        );

    /// <summary>A refusal as a row: errors say what is wrong, a colon, and what to do.</summary>
    internal static Finding Of(string what, UserErrorException refusal, Verdict verdict)
    {
        var text = refusal.Message.TrimEnd('.');
        var at = text.IndexOf(": ", StringComparison.Ordinal);
        return at < 0 ? new Finding(what, text, verdict) : new Finding(what, text[..at], verdict, text[(at + 2)..]);
    }
}
