namespace Refigure.Plotting.Figures;

/// <summary>
/// A small plot within a panel, with its own axes. Its place is where it covers nothing; where there is no such
/// place, the panel's y axis is extended until there is.
/// </summary>
/// <param name="Panel">The small plot; insets, legends and notes of its own are not drawn.</param>
public sealed record Inset(Panel Panel)
{
    /// <summary>Share of the panel's width that the inset takes with its labels, 0 to 1.</summary>
    public double Width { get; init; } = 0.36;

    /// <summary>Share of the panel's height that the inset takes with its labels, 0 to 1.</summary>
    public double Height { get; init; } = 0.42;

    /// <summary>Where it should be; <see cref="Anchor.Free"/> looks for the emptiest place.</summary>
    public Anchor Anchor { get; init; } = Anchor.Free;

    /// <summary>Its centre in fractions of the panel, from the bottom left; overrides <see cref="Anchor"/>.</summary>
    public AxesPoint? Center { get; init; }
}
