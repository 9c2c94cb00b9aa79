using System.Diagnostics;

namespace Refigure.Plotting.Tests.Pdf;

/// <summary>The programs of poppler-utils: an independent reader of what we wrote.</summary>
internal static class Poppler
{
    public const string WhyAbsent = "needs pdffonts, pdftotext and pdfinfo (package poppler-utils)";

    public static bool IsThere { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "pdftotext")));

    /// <summary>Runs a program on the document, and returns what it printed; errors and warnings are part of it.</summary>
    public static string Run(string program, byte[] document, params string[] arguments)
    {
        var path = Path.Combine(Path.GetTempPath(), $"refigure-{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(path, document);
        try
        {
            var start = new ProcessStartInfo(program)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument.Replace("{pdf}", path, StringComparison.Ordinal));
            }

            using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output + errors.GetAwaiter().GetResult();
        }
        finally
        {
            File.Delete(path);
        }
    }
}
