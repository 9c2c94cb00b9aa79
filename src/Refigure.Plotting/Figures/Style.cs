using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Figures;

/// <summary>
/// The look that all figures share. Sizes and widths are in points at the figure's final size; no type is under 7.
/// </summary>
public sealed record Style
{
    /// <summary>The look of every figure of this project.</summary>
    public static Style Default { get; } = new();

    /// <summary>Type size of the figure's title.</summary>
    public double TitleSize { get; init; } = 9;

    /// <summary>Type size of axis labels and panel titles.</summary>
    public double LabelSize { get; init; } = 8;

    /// <summary>Type size of ticks, legends, values, notes and footnotes.</summary>
    public double SmallSize { get; init; } = 7;

    /// <summary>Width of axis lines and ticks.</summary>
    public double AxisWidth { get; init; } = 0.6;

    /// <summary>Width of grid lines.</summary>
    public double GridWidth { get; init; } = 0.4;

    /// <summary>Width of the outline of bars and swatches.</summary>
    public double OutlineWidth { get; init; } = 0.4;

    /// <summary>Width of error bars.</summary>
    public double ErrorWidth { get; init; } = 0.7;

    /// <summary>The widest cap of an error bar, from end to end.</summary>
    public double ErrorCap { get; init; } = 6;

    /// <summary>Length of a tick outside the axis; minor ticks are 0.6 of it.</summary>
    public double TickLength { get; init; } = 2.5;

    /// <summary>Space between things that belong together.</summary>
    public double Gap { get; init; } = 2.5;

    /// <summary>Space between the page's edge and anything drawn.</summary>
    public double PageMargin { get; init; } = 2;

    /// <summary>Space between neighbouring panels.</summary>
    public double PanelGap { get; init; } = 10;

    /// <summary>Text, axes and error bars.</summary>
    public Rgb Ink { get; init; } = new(0x1a, 0x1a, 0x1a);

    /// <summary>Text of second rank: subtitle and footnotes.</summary>
    public Rgb Muted { get; init; } = new(0x55, 0x55, 0x55);

    /// <summary>Grid lines.</summary>
    public Rgb Grid { get; init; } = new(0xe2, 0xe2, 0xe2);

    /// <summary>Frames of notes and legends.</summary>
    public Rgb Frame { get; init; } = new(0xb8, 0xb8, 0xb8);
}
