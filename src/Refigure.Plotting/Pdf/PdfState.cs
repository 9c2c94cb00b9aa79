using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Pdf;

/// <summary>What the graphics state holds already, so that nothing is set twice. A fresh page is black.</summary>
internal struct PdfState()
{
    public Rgb? Fill { get; set; } = Rgb.Black;

    /// <summary>The pattern that areas are filled with; 0 for none.</summary>
    public int Pattern { get; set; }

    public Rgb Stroke { get; set; } = Rgb.Black;

    public double LineWidth { get; set; } = 1;

    public bool RoundCap { get; set; }

    public ImmutableArray<double> Dash { get; set; } = [];

    public string? Font { get; set; }

    public double FontSize { get; set; }
}
