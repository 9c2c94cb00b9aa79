namespace Refigure.Plotting.Scenes;

/// <summary>How an area is painted: a colour, and over it an optional hatch in a second colour.</summary>
public sealed record Fill(Rgb Color, Hatch Hatch = Hatch.None, Rgb HatchColor = default);
