using System.Collections.Immutable;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Layout.Drawing;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Legends;

/// <summary>A legend of known size: its entries in a column, or in rows that fit a width.</summary>
internal sealed class LegendBlock
{
    private const double SampleWidth = 12;
    private const double SampleGap = 3.5;
    private const double EntryGap = 9;
    private readonly Style _style;
    private readonly Typesetter _type;
    private readonly string? _title;
    private readonly ImmutableArray<LegendEntry> _entries;
    private readonly int _columns;
    private readonly ImmutableArray<double> _columnStarts;

    private LegendBlock(string? title, ImmutableArray<LegendEntry> entries, Style style, Typesetter type, int columns)
    {
        (_title, _entries, _style, _type, _columns) = (title, entries, style, type, columns);
        var starts = ImmutableArray.CreateBuilder<double>();
        var end = 0.0;
        for (var column = 0; column < columns; column++)
        {
            starts.Add(end);
            var widest = 0.0;
            for (var i = column; i < entries.Length; i += columns)
            {
                widest = Math.Max(widest, type.Width(entries[i].Label, Size));
            }

            end += SampleWidth + SampleGap + widest + EntryGap;
        }

        _columnStarts = starts.ToImmutable();
        Width = Math.Max(end - EntryGap, title is null ? 0 : type.Width(title, Size, bold: true));
        var rows = ((entries.Length + columns - 1) / columns) + (title is null ? 0 : 1);
        Height = (Math.Max(1, rows) * RowHeight) - (RowHeight - type.Height(1, Size));
    }

    public double Width { get; }

    public double Height { get; }

    private double Size => _style.SmallSize;

    private double RowHeight => Size * 1.42;

    public static LegendBlock Column(
        string? title,
        ImmutableArray<LegendEntry> entries,
        Style style,
        Typesetter type
    ) => new(title, entries, style, type, columns: 1);

    /// <summary>As many columns as the width allows.</summary>
    public static LegendBlock Rows(
        string? title,
        ImmutableArray<LegendEntry> entries,
        Style style,
        Typesetter type,
        double width
    )
    {
        var block = Column(title, entries, style, type);
        for (var count = 2; count <= entries.Length; count++)
        {
            var wider = new LegendBlock(title, entries, style, type, count);
            if (wider.Width > width)
            {
                break;
            }

            block = wider;
        }

        // The same number of rows, evenly filled: 3 + 2 instead of 4 + 1.
        var rows = (entries.Length + block._columns - 1) / block._columns;
        var even = (entries.Length + rows - 1) / Math.Max(1, rows);
        return even < block._columns ? new(title, entries, style, type, even) : block;
    }

    public void Draw(Point topLeft, Canvas canvas)
    {
        var middle = topLeft.Y + (_type.Height(1, Size) / 2);
        if (_title is not null)
        {
            AddText(_title, topLeft.X, middle, canvas, bold: true);
            middle += RowHeight;
        }

        for (var i = 0; i < _entries.Length; i++)
        {
            var x = topLeft.X + _columnStarts[i % _columns];
            var y = middle + (i / _columns * RowHeight);
            DrawSample(_entries[i], new(x, y - (Size * 0.4), SampleWidth, Size * 0.8), canvas);
            AddText(_entries[i].Label, x + SampleWidth + SampleGap, y, canvas, bold: false);
        }
    }

    private void AddText(string text, double x, double middle, Canvas canvas, bool bold)
    {
        var anchor = new Point(x, middle);
        canvas.AddText(
            Layer.Floats,
            _type.Set(text, anchor, HorizontalAlign.Start, VerticalAlign.Middle, Size, _style.Ink, angle: 0, bold)
        );
    }

    private void DrawSample(LegendEntry entry, Rect place, Canvas canvas)
    {
        var middle = new Point(place.X + (place.Width / 2), place.Y + (place.Height / 2));
        if (entry.Fill is { } fill)
        {
            canvas.AddRect(Layer.Floats, place, fill, new(_style.Ink, _style.OutlineWidth));
        }

        if (entry.Line is { } line)
        {
            canvas.AddLine(Layer.Floats, new(place.X, middle.Y), new(place.Right, middle.Y), line.ToStroke());
        }

        if (entry.Marker is { } marker)
        {
            var bounds = Canvas.Grown(new(middle.X, middle.Y, 0, 0), marker.Size * 0.7);
            canvas.Add(Layer.Floats, MarkerShapes.At(middle, marker), bounds);
        }
    }
}
