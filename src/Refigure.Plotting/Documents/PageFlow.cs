using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Documents;

/// <summary>Fills pages from the top, a group after the other.</summary>
internal sealed class PageFlow(DocumentStyle style)
{
    // Room for the line at the foot.
    private const double Foot = 18;

    private readonly List<(List<SceneItem> Items, List<FormField> Fields)> _pages = [([], [])];
    private double _used;

    private double Room => style.PageHeight - (2 * style.Margin) - Foot;

    /// <summary>Adds what must not be parted; only a group that is higher than a page is.</summary>
    public void Add(IReadOnlyList<Chunk> group)
    {
        var height = group.Sum(c => c.Before + c.Height) - (_used == 0 ? group[0].Before : 0);
        if (_used > 0 && (group[0].BeginsPage || _used + height > Room))
        {
            NewPage();
        }

        foreach (var chunk in group)
        {
            if (_used > 0 && _used + chunk.Before + chunk.Height > Room)
            {
                NewPage();
            }

            _used += _used == 0 ? 0 : chunk.Before;
            var place = new ScenePlacement(style.Margin, style.Margin + _used);
            var (items, fields) = _pages[^1];
            items.AddRange(place.Place(chunk.Items));
            fields.AddRange(chunk.Fields.Select(f => f with { Place = place.Place(f.Place) }));
            _used += chunk.Height;
        }
    }

    /// <summary>The pages, with what <paramref name="foot"/> gives for each number and the count of them.</summary>
    public ImmutableArray<DocumentPage> Finish(Func<int, int, ImmutableArray<SceneItem>> foot) =>
        [
            .. _pages.Select(
                (page, i) =>
                    new DocumentPage(
                        new Scene(
                            style.PageWidth,
                            style.PageHeight,
                            [
                                new PathItem(
                                    PathGeometry.Rectangle(new(0, 0, style.PageWidth, style.PageHeight)),
                                    new Fill(Rgb.White)
                                ),
                                .. page.Items,
                                .. foot(i + 1, _pages.Count),
                            ]
                        ),
                        [.. page.Fields]
                    )
            ),
        ];

    private void NewPage()
    {
        _pages.Add(([], []));
        _used = 0;
    }
}
