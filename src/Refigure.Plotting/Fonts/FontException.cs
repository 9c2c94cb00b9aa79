namespace Refigure.Plotting.Fonts;

/// <summary>A font file that cannot be used, or no font at all; the message is one sentence for the user.</summary>
public sealed class FontException : Exception
{
    /// <summary>An error about one font file.</summary>
    /// <param name="file">The file, as the user would name it.</param>
    /// <param name="reason">Why it cannot be used, as the end of a sentence and without a full stop.</param>
    public FontException(string file, string reason)
        : base($"The font {file} cannot be used: {reason}.")
    {
        File = file;
    }

    /// <summary>An error about the search for a font.</summary>
    /// <param name="message">The whole sentence.</param>
    public FontException(string message)
        : base(message) { }

    /// <summary>The font file; null where the error is that there is none.</summary>
    public string? File { get; }
}
