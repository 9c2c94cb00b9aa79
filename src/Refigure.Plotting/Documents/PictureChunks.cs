using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Documents;

/// <summary>Drawings, in the middle of the page's width, with their caption.</summary>
internal static class PictureChunks
{
    // Of the page's height: a caption and its heading must still have room.
    private const double Highest = 0.72;
    private const int MostOfCaption = 8;

    public static IEnumerable<Chunk> Of(Picture picture, DocumentText text)
    {
        var (style, scene) = (text.Style, picture.Scene);
        var scale = Math.Min(
            1,
            Math.Min(style.TextWidth / scene.Width, Highest * (style.PageHeight - (2 * style.Margin)) / scene.Height)
        );
        var place = new ScenePlacement((style.TextWidth - (scene.Width * scale)) / 2, 0, scale);
        yield return new Chunk(scene.Height * scale, place.Place(scene.Items)) { Before = 8, StaysWithNext = true };

        var lines = text.Wrap(picture.Caption, style.SmallSize, style.TextWidth, most: MostOfCaption);
        yield return new Chunk(
            lines.Length * DocumentText.LineHeight(style.SmallSize),
            [.. text.Lines(lines, 0, 0, style.SmallSize, style.Ink)]
        )
        {
            Before = 4,
        };
    }
}
