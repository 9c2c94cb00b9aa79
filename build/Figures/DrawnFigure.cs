using Refigure.Figures;
using Refigure.Verification;

namespace Refigure.Build.Figures;

/// <summary>A figure that is drawn already, beside a reference.</summary>
internal static class DrawnFigure
{
    /// <summary>Where a figure's numbers are.</summary>
    public static string CsvOf(string output, int number) =>
        Path.Combine(output, $"figure-{number}", $"figure{number}.csv");

    /// <summary>Compares the numbers of a figure's CSV.</summary>
    /// <param name="path">The CSV.</param>
    /// <param name="expected">The reference.</param>
    /// <param name="tolerance">What is within tolerance, relative; null for the usual.</param>
    public static FigureComparison Compare(string path, ReferenceFigure expected, double? tolerance)
    {
        using var text = File.OpenText(path);
        return FigureVerifier.Compare(
            FigureCsv.Read(text, path).Marks,
            expected,
            tolerance is { } asked ? new VerificationOptions(asked) : new VerificationOptions()
        );
    }

    /// <summary>Writes <c>verifyN.json</c> beside the figure.</summary>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    public static void WriteReport(string folder, FigureComparison comparison)
    {
        var path = Path.Combine(folder, $"figure-{comparison.Number}", $"verify{comparison.Number}.json");
        var partial = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            using (var stream = File.Create(partial))
            {
                VerificationReport.Write(stream, [comparison]);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            PartialFile.Delete(partial);
            throw new UserErrorException(
                $"{path} cannot be written ({e.Message.TrimEnd('.')}): name another folder with --out DIR.",
                e
            );
        }
    }
}
