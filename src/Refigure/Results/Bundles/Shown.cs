namespace Refigure.Results.Bundles;

/// <summary>A text from outside as it may stand in a sentence: short, and without what would move the cursor.</summary>
internal static class Shown
{
    private const int Most = 80;

    public static string Of(string? text)
    {
        var clean = string.Concat((text ?? "").Select(c => char.IsControl(c) || c > '~' ? '?' : c));
        return clean.Length > Most ? clean[..Most] + "…" : clean;
    }
}
