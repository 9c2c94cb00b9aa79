using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Pdf;

/// <summary>A hatch in a colour.</summary>
internal sealed record PdfPattern(Hatch Hatch, Rgb Color);
