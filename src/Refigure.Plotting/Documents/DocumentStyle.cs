using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Documents;

/// <summary>The look of a document. Lengths are in points.</summary>
public sealed record DocumentStyle
{
    /// <summary>The look of every document of this project.</summary>
    public static DocumentStyle Default { get; } = new();

    /// <summary>Width of a page: US letter, whose text is as wide as a figure over both columns of a paper.</summary>
    public double PageWidth { get; init; } = 612;

    /// <summary>Height of a page.</summary>
    public double PageHeight { get; init; } = 792;

    /// <summary>Empty edge at all sides.</summary>
    public double Margin { get; init; } = 54;

    /// <summary>Type size of the title.</summary>
    public double TitleSize { get; init; } = 18;

    /// <summary>Type size of headings of parts.</summary>
    public double HeadingSize { get; init; } = 13;

    /// <summary>Type size of headings within parts.</summary>
    public double SmallHeadingSize { get; init; } = 10.5;

    /// <summary>Type size of running text.</summary>
    public double TextSize { get; init; } = 9.5;

    /// <summary>Type size of tables, listings, captions and what is of second rank.</summary>
    public double SmallSize { get; init; } = 8;

    /// <summary>Distance of ruled lines.</summary>
    public double RuleDistance { get; init; } = 21;

    /// <summary>Text.</summary>
    public Rgb Ink { get; init; } = new(0x1a, 0x1a, 0x1a);

    /// <summary>Text of second rank.</summary>
    public Rgb Muted { get; init; } = new(0x55, 0x55, 0x55);

    /// <summary>Lines of tables, and ruled ones.</summary>
    public Rgb Rule { get; init; } = new(0xb8, 0xb8, 0xb8);

    /// <summary>The ground of listings.</summary>
    public Rgb Ground { get; init; } = new(0xf4, 0xf4, 0xf4);

    /// <summary>Frames and marks of notices and of what is to be filled in.</summary>
    public Rgb Accent { get; init; } = new(0x8a, 0x4b, 0x00);

    /// <summary>The ground of notices and of what is to be filled in.</summary>
    public Rgb AccentGround { get; init; } = new(0xff, 0xf9, 0xec);

    /// <summary>The width of the text.</summary>
    public double TextWidth => PageWidth - (2 * Margin);
}
