namespace Refigure.Logs.Tables;

/// <summary>How a line's number is read.</summary>
/// <param name="After">The number follows this text, looked for after the row's own text; empty: it follows directly.</param>
/// <param name="Unit">This text must follow the number, so that a cut number is no number.</param>
/// <param name="Repeated">What several lines amount to.</param>
/// <param name="Optional">Whether the line is complete without the number.</param>
internal sealed record ReadAs(string After, string Unit, Repeated Repeated, bool Optional)
{
    /// <summary>Nothing to read: the line is a boundary, its stamp is what counts.</summary>
    public static ReadAs? Stamp => null;

    public static ReadAs Number(string after, string unit) => new(after, unit, Repeated.First, Optional: false);

    public static ReadAs Last(string after, string unit) => new(after, unit, Repeated.Last, Optional: false);

    public static ReadAs Sum(string after, string unit) => new(after, unit, Repeated.Sum, Optional: false);

    public static ReadAs Maybe(string after, string unit) => new(after, unit, Repeated.First, Optional: true);
}
