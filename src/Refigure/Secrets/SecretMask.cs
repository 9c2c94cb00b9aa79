using System.Collections.Immutable;
using System.Text;

namespace Refigure.Secrets;

/// <summary>
/// Masks secrets by their value, in whatever form of <see cref="SecretForms"/> they turn up. Every sink asks it: the console,
/// logs of tools and engines, <c>run.json</c>.
/// </summary>
/// <remarks>Values under 8 characters are not looked for: as parts of ordinary words they would mask what is no secret.</remarks>
public sealed class SecretMask
{
    private const int Shortest = 8;
    private readonly ImmutableArray<string> _secrets;
    private readonly ImmutableArray<string> _forms;

    /// <summary>A mask for some secrets.</summary>
    /// <param name="secrets">Their values.</param>
    public SecretMask(IEnumerable<string> secrets)
    {
        _secrets =
        [
            .. secrets
                .Select(s => s.Trim())
                .Where(s => s.Length >= Shortest && s != SecretNames.Mask)
                .Distinct(StringComparer.Ordinal),
        ];
        _forms = [.. _secrets.SelectMany(SecretForms.Of).OrderByDescending(f => f.Length)];
        Patterns = [.. _forms.Select(f => ImmutableArray.Create(Encoding.UTF8.GetBytes(f)))];
    }

    /// <summary>Masks nothing: there is no secret.</summary>
    public static SecretMask None { get; } = new([]);

    /// <summary>Whether there is no secret to mask.</summary>
    public bool IsEmpty => _forms.IsEmpty;

    /// <summary>All forms as UTF-8, the longest first.</summary>
    internal ImmutableArray<ImmutableArray<byte>> Patterns { get; }

    /// <summary>Whether a text has a secret in it.</summary>
    public bool Finds(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _forms.Any(form => text.Contains(form, StringComparison.Ordinal));
    }

    /// <summary>A text without the secrets.</summary>
    public string Masked(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var form in _forms)
        {
            text = text.Replace(form, SecretNames.Mask, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>UTF-8 without the secrets.</summary>
    public byte[] Masked(ReadOnlySpan<byte> bytes)
    {
        using var output = new MemoryStream(bytes.Length);
        var filter = new SecretFilter(this, output.Write);
        filter.Pass(bytes);
        filter.End();
        return output.ToArray();
    }
}
