using Refigure.Plotting.Fonts;

namespace Refigure.Tests.Drawing;

/// <summary>DejaVu Sans of this machine, with which the drawings are looked at; null where it is not installed.</summary>
internal static class DrawingFont
{
    public const string WhyAbsent = "needs DejaVu Sans (on Debian and Ubuntu: apt-get install fonts-dejavu-core)";

    public static FontSet? DejaVu { get; } = Find();

    public static FontSet Required => DejaVu ?? throw new InvalidOperationException(WhyAbsent);

    private static FontSet? Find()
    {
        try
        {
            var found = FontLibrary.ForThisMachine().Find();
            return string.Equals(found.Regular.FamilyName, "DejaVu Sans", StringComparison.Ordinal) ? found : null;
        }
        catch (FontException)
        {
            return null;
        }
    }
}
