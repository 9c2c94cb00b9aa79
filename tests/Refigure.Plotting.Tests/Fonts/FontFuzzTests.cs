using System.Collections.Immutable;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Fonts;

public sealed class FontFuzzTests
{
    private static readonly string[] Tables =
    [
        "head",
        "hhea",
        "maxp",
        "hmtx",
        "cmap",
        "loca",
        "glyf",
        "OS/2",
        "name",
        "post",
    ];

    [FontFact]
    public void A_font_that_is_cut_anywhere_fails_with_FontException_or_not_at_all()
    {
        var whole = FontFiles.Regular();
        var refused = 0;
        for (var i = 0; i < 300; i++)
        {
            refused += Use(whole[..(int)((long)whole.Length * i / 300)]) ? 0 : 1;
        }

        refused.ShouldBeGreaterThan(200);
    }

    [FontTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_font_with_changed_bytes_fails_with_FontException_or_not_at_all(int seed)
    {
        var whole = FontFiles.Regular();
        var random = new Random(seed);
        var refused = 0;
        for (var i = 0; i < 250; i++)
        {
            var damaged = (byte[])whole.Clone();
            var table = Tables[random.Next(Tables.Length)];
            var (start, length) = (FontFiles.TableAt(whole, table), FontFiles.TableLength(whole, table));
            var reach = random.Next(2) == 0 ? Math.Min(length, 64) : length;
            for (var change = random.Next(1, 200); change > 0; change--)
            {
                damaged[start + random.Next(reach)] = (byte)random.Next(256);
            }

            if (random.Next(4) == 0)
            {
                damaged[random.Next(12 + (16 * 18))] = (byte)random.Next(256);
            }

            refused += Use(damaged) ? 0 : 1;
        }

        refused.ShouldBeGreaterThan(20);
    }

    /// <summary>Does all that drawing does with a font; false where the font is refused. Any other exception fails the test.</summary>
    private static bool Use(byte[] bytes)
    {
        try
        {
            var face = FontFace.Load(bytes, "damaged.ttf");
            var fonts = new FontSet(face, face);
            const string Text = "Hamburg Äé§×–µ ½ ﬁ 漢 \U0001D538";
            fonts.Width(Text, 10).ShouldBeGreaterThanOrEqualTo(0);
            _ = fonts.MissingFrom(Text);
            ImmutableArray<SceneItem> items = [new TextItem(Text, new Point(0, 10), 9, Rgb.Black)];
            var used = UsedCharacters.Of(new Scene(10, 10, items), bold: false);
            _ = FontSubset.ForPdf(face, used);
            _ = FontSubset.ForWeb(face, used);
            return true;
        }
        catch (FontException e)
        {
            e.Message.ShouldStartWith("The font damaged.ttf cannot be used: ");
            return false;
        }
    }
}
