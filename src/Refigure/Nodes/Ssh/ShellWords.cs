using System.Text;

namespace Refigure.Nodes.Ssh;

/// <summary>
/// Words as a POSIX shell reads them back: sshd hands a command to the user's login shell as one text, so that each word must be
/// quoted. Everything that is sent to a shell goes through here.
/// </summary>
public static class ShellWords
{
    private const string Plain = "-_./=:,+@%";

    /// <summary>One command line that a shell splits into exactly these words.</summary>
    /// <exception cref="ArgumentException">A word holds a NUL, which no program can be given.</exception>
    public static string Quote(IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return string.Join(' ', words.Select(Quote));
    }

    private static string Quote(string word)
    {
        if (word.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("a word for a shell holds a NUL", nameof(word));
        }

        if (
            word.Length > 0
            && word.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal))
        )
        {
            return word;
        }

        // Within single quotes nothing means anything but the quote itself.
        return new StringBuilder("'")
            .Append(word.Replace("'", "'\\''", StringComparison.Ordinal))
            .Append('\'')
            .ToString();
    }
}
