using System.Globalization;
using Refigure.Drawing;

namespace Refigure.Build.Figures;

/// <summary>Writes a figure's three files so that none is ever half there.</summary>
internal static class FigureFolder
{
    /// <summary>Where a figure's PDF is, as seen from the current folder.</summary>
    public static string Shown(string output, int number) =>
        Path.GetRelativePath(
            Directory.GetCurrentDirectory(),
            Path.Combine(output, $"figure-{number}", $"figure{number}.pdf")
        );

    /// <exception cref="UserErrorException">Nothing can be written there.</exception>
    public static void RefuseUnwritable(string output)
    {
        // Whatever is there already of the folder; nothing is created before there is something to put into it.
        var there = output;
        while (!Path.Exists(there) && Path.GetDirectoryName(there) is { } above)
        {
            there = above;
        }

        var probe = Path.Combine(there, $".{Environment.ProcessId}.partial");
        try
        {
            File.WriteAllBytes(probe, []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(output, e);
        }
        finally
        {
            PartialFile.Delete(probe);
        }
    }

    public static void Write(string folder, FigureFiles files)
    {
        var stem = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"figure{files.Number}"));
        var written = new List<(string Temporary, string Final)>();
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (extension, content) in new[] { ("csv", files.Csv), ("svg", files.Svg), ("pdf", files.Pdf) })
            {
                var temporary = $"{stem}.{extension}.{Environment.ProcessId}.partial";
                written.Add((temporary, $"{stem}.{extension}"));
                File.WriteAllBytes(temporary, content);
            }

            // What is in the way of one file must keep the others from being replaced, too.
            if (written.Find(file => Directory.Exists(file.Final)).Final is { } inTheWay)
            {
                throw new IOException($"{inTheWay} is a folder");
            }

            foreach (var (temporary, final) in written)
            {
                File.Move(temporary, final, overwrite: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            foreach (var (temporary, _) in written)
            {
                PartialFile.Delete(temporary);
            }

            throw CannotWrite(folder, e);
        }
    }

    private static UserErrorException CannotWrite(string folder, Exception e) =>
        new($"{folder} cannot be written ({e.Message.TrimEnd('.')}): name another folder with --out DIR.", e);
}
