using System.Collections.Immutable;

namespace Refigure.Plotting.Layout;

/// <summary>Breaks texts at spaces.</summary>
internal static class LineBreaker
{
    /// <summary>As few lines as the width allows; a word that is wider than the width stands alone, or is cut.</summary>
    public static ImmutableArray<string> Wrap(
        Typesetter type,
        string text,
        double size,
        double width,
        bool bold = false,
        bool mayCut = false
    )
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var longer = line.Length == 0 ? word : line + " " + word;
                if (line.Length > 0 && type.Width(longer, size, bold) > width)
                {
                    lines.Add(line);
                    longer = word;
                }

                while (mayCut && type.Width(longer, size, bold) > width)
                {
                    var length = FittingLength(type, longer, size, width, bold);
                    lines.Add(longer[..length]);
                    longer = longer[length..];
                }

                line = longer;
            }

            lines.Add(line);
        }

        return lines.ToImmutable();
    }

    /// <summary>The fewest lines that fit, and of those the break that makes the widest one as narrow as possible.</summary>
    public static ImmutableArray<string> WrapEvenly(
        Typesetter type,
        string text,
        double size,
        double width,
        bool bold = false
    )
    {
        var best = Wrap(type, text, size, width, bold);
        while (best.Length > 1)
        {
            var lines = Wrap(type, text, size, type.Width(best, size, bold) - 0.01, bold);
            if (lines.Length > best.Length || type.Width(lines, size, bold) >= type.Width(best, size, bold))
            {
                break;
            }

            best = lines;
        }

        return best;
    }

    // Names are cut behind a joint if one is near the end of the line.
    private static int FittingLength(Typesetter type, string text, double size, double width, bool bold)
    {
        var length = 1;
        while (length < text.Length - 1 && type.Width(text[..(length + 1)], size, bold) <= width)
        {
            length++;
        }

        var joint = text.AsSpan(0, length).LastIndexOfAny("_-+=/") + 1;
        return joint > length / 2 ? joint : length;
    }
}
