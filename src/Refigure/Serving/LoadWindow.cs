namespace Refigure.Serving;

/// <summary>A part of a load, in seconds since its start.</summary>
public readonly record struct LoadWindow(double Start, double End)
{
    /// <summary>Its length in seconds.</summary>
    public double Duration => End - Start;

    /// <summary>Whether a moment lies in it.</summary>
    public bool Has(double? moment) => moment >= Start && moment <= End;
}
