using Refigure.Plotting.Fonts;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout;

/// <summary>Places lines of text by an anchor other than the start of their baseline.</summary>
internal sealed class Typesetter(ITextMeasurer measurer)
{
    private readonly Dictionary<(string Text, double Size, bool Bold), double> _widths = [];

    /// <summary>Distance of baselines, in type sizes.</summary>
    public const double LineSpacing = 1.22;

    public ITextMeasurer Measurer { get; } = measurer;

    /// <summary>The advance width. Layout asks for the same few texts again and again, so widths are remembered.</summary>
    public double Width(string text, double size, bool bold = false)
    {
        if (!_widths.TryGetValue((text, size, bold), out var width))
        {
            width = Measurer.Width(text, size, bold);
            _widths.Add((text, size, bold), width);
        }

        return width;
    }

    public double Width(IEnumerable<string> lines, double size, bool bold = false)
    {
        var widest = 0.0;
        foreach (var line in lines)
        {
            widest = Math.Max(widest, Width(line, size, bold));
        }

        return widest;
    }

    public double CapHeight(double size, bool bold = false) => Measurer.CapHeight(size, bold);

    public double Top(double size, bool bold = false) => TextBox.Top(Measurer, size, bold);

    public double Bottom(double size, bool bold = false) => TextBox.Bottom(Measurer, size, bold);

    /// <summary>Height of so many lines, from the top of the capitals to the deepest letters.</summary>
    public double Height(int lines, double size, bool bold = false) =>
        Top(size, bold) + Bottom(size, bold) + ((lines - 1) * size * LineSpacing);

    public Rect Bounds(TextItem item) => TextBox.Of(item, Width(item.Text, item.Size, item.Bold), Measurer).Bounds;

    public TextItem Set(
        string text,
        Point anchor,
        HorizontalAlign horizontal,
        VerticalAlign vertical,
        double size,
        Rgb color,
        double angle = 0,
        bool bold = false
    )
    {
        var along = horizontal switch
        {
            HorizontalAlign.Start => 0,
            HorizontalAlign.Middle => Width(text, size, bold) / 2,
            _ => Width(text, size, bold),
        };
        var up = vertical switch
        {
            VerticalAlign.Top => Top(size, bold),
            VerticalAlign.Middle => CapHeight(size, bold) / 2,
            VerticalAlign.Baseline => 0,
            _ => -Bottom(size, bold),
        };
        var (sin, cos) = angle == 0 ? (0, 1) : Math.SinCos(angle * Math.PI / 180);
        var start = new Point(anchor.X - (along * cos) + (up * sin), anchor.Y + (along * sin) + (up * cos));
        return new(text, start, size, color, angle, bold);
    }
}
