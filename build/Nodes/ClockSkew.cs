using System.Globalization;

namespace Refigure.Build.Nodes;

/// <summary>How far a node's clock is from this machine's, in words.</summary>
internal static class ClockSkew
{
    private static readonly TimeSpan Much = TimeSpan.FromSeconds(2);

    /// <summary>Whether times of day of the two are not to be put beside each other.</summary>
    public static bool IsMuch(TimeSpan ahead) => ahead.Duration() > Much;

    /// <summary>In words: <c>3600.0 s ahead of this machine's</c>.</summary>
    public static string Words(TimeSpan ahead) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{ahead.Duration().TotalSeconds:0.0} s {(ahead < TimeSpan.Zero ? "behind" : "ahead of")} this machine's"
        );
}
