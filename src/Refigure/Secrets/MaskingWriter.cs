using System.Text;

namespace Refigure.Secrets;

/// <summary>Masks the secrets in what is written through it, each text as a whole.</summary>
/// <param name="inner">Takes the rest.</param>
/// <param name="mask">The secrets.</param>
public sealed class MaskingWriter(TextWriter inner, SecretMask mask) : TextWriter(inner.FormatProvider)
{
    /// <inheritdoc />
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc />
    public override void Write(char value) => inner.Write(value);

    /// <inheritdoc />
    public override void Write(string? value)
    {
        if (value is not null)
        {
            inner.Write(mask.Masked(value));
        }
    }

    /// <inheritdoc />
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc />
    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    /// <inheritdoc />
    public override void WriteLine(string? value) => inner.WriteLine(value is null ? null : mask.Masked(value));

    /// <inheritdoc />
    public override void Flush() => inner.Flush();
}
