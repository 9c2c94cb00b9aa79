using System.Security.Cryptography;
using System.Text;
using Refigure.Figures;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Layout;
using Refigure.Plotting.Pdf;
using Refigure.Plotting.Svg;

namespace Refigure.Drawing;

/// <summary>The three files of a figure, as bytes. The same data gives the same bytes.</summary>
/// <param name="Number">The figure's number.</param>
/// <param name="Pdf">The drawing for papers.</param>
/// <param name="Svg">The drawing for pages.</param>
/// <param name="Csv">Every number that it shows.</param>
public sealed record FigureFiles(int Number, byte[] Pdf, byte[] Svg, byte[] Csv)
{
    /// <summary>Draws the figure.</summary>
    /// <param name="recipe">What the figure shows.</param>
    /// <param name="data">Its numbers.</param>
    /// <param name="fonts">The fonts.</param>
    /// <param name="commit">The code's commit, for the passport.</param>
    /// <param name="created">The date to write into the PDF; null for none.</param>
    public static FigureFiles Of(
        FigureRecipe recipe,
        FigureData data,
        FontSet fonts,
        string commit,
        DateTimeOffset? created
    )
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(data);
        var csv = CsvOf(data);
        var passport = Passport.Of(recipe, data, Convert.ToHexStringLower(SHA256.HashData(csv)), commit, created);
        var scene = FigureLayout.Arrange(FigureDrawing.Draw(recipe, data), fonts);
        return new FigureFiles(
            data.Number,
            PdfRenderer.Render(scene, fonts, passport),
            SvgRenderer.Render(scene, fonts, passport),
            csv
        );
    }

    private static byte[] CsvOf(FigureData data)
    {
        using var text = new StringWriter();
        FigureCsv.Write(text, data);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
