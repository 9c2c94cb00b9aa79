namespace Refigure.Plotting.Layout;

/// <summary>Which part of a text, in its own direction, lies at its anchor.</summary>
internal enum HorizontalAlign
{
    Start,
    Middle,
    End,
}
