using System.Collections.Immutable;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Layout;

namespace Refigure.Plotting.Documents;

/// <summary>Puts everything of a document on pages. The same document and the same font give the same pages.</summary>
public static class DocumentLayout
{
    /// <summary>Lays out a document.</summary>
    /// <param name="document">What is on the pages.</param>
    /// <param name="measurer">The metrics of the font that it will be written with.</param>
    /// <returns>The pages, at least one.</returns>
    public static ImmutableArray<DocumentPage> Arrange(Document document, ITextMeasurer measurer)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(measurer);
        var text = new DocumentText(document.Style, new Typesetter(measurer));
        var pages = new PageFlow(document.Style);
        foreach (var group in Together(document.Blocks.SelectMany(block => Chunks(block, text))))
        {
            pages.Add(group);
        }

        return pages.Finish((page, count) => text.Footer(document.Footer, page, count));
    }

    private static IEnumerable<Chunk> Chunks(Block block, DocumentText text) =>
        block switch
        {
            Heading heading => TextChunks.Of(heading, text),
            Paragraph paragraph => TextChunks.Of(paragraph, text),
            Listing listing => TextChunks.Of(listing, text),
            Table table => TableChunks.Of(table, text),
            Picture picture => PictureChunks.Of(picture, text),
            AnswerSpace answer => AnswerChunks.Of(answer, text),
            FieldRow fields => AnswerChunks.Of(fields, text),
            PageBreak => [new Chunk(0, []) { BeginsPage = true }],
            _ => throw new NotSupportedException($"There is no layout for a {block.GetType().Name}."),
        };

    // What must not be parted, with what it must not be parted from.
    private static IEnumerable<IReadOnlyList<Chunk>> Together(IEnumerable<Chunk> chunks)
    {
        var group = new List<Chunk>();
        foreach (var chunk in chunks)
        {
            if (chunk.BeginsPage && group.Count > 0)
            {
                yield return group;
                group = [];
            }

            group.Add(chunk);
            if (!chunk.StaysWithNext)
            {
                yield return group;
                group = [];
            }
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }
}
