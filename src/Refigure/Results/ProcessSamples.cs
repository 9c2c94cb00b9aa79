using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Results;

/// <summary>
/// What was sampled while an engine ran (<c>samples.csv</c>): the time since its start, percent of each core, memory of its
/// processes. Rows whose fields are no numbers, as a killed host can leave the last one, are passed over.
/// </summary>
/// <param name="Cores">Number of cores.</param>
/// <param name="Seconds">When each sample ended, since the process was started.</param>
/// <param name="Percent">Samples × cores, sample by sample, 0 to 100.</param>
public sealed record ProcessSamples(int Cores, ImmutableArray<double> Seconds, ImmutableArray<double> Percent)
{
    private const string Core = "cpu";

    /// <summary>The samples of a stored run; null if it has none.</summary>
    /// <exception cref="UserErrorException">The file is no table of samples.</exception>
    public static ProcessSamples? Of(MeasuredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var folder = RunFolder.PathOf(run.Root, run.Record.Identity);
        using var content = RawFiles.Open(folder, RawFiles.Samples);
        if (content is null)
        {
            return null;
        }

        using var text = new StreamReader(content);
        return Read(text, Path.Combine(folder, RawFiles.Samples));
    }

    /// <summary>Reads the file's text.</summary>
    /// <exception cref="UserErrorException">Its header is not that of samples.</exception>
    public static ProcessSamples Read(TextReader text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var header = text.ReadLine()?.Split(',') ?? [];
        var cores = header.Count(name => name.StartsWith(Core, StringComparison.Ordinal));
        if (header is not ["seconds", ..] || cores == 0)
        {
            throw new UserErrorException($"{path} is damaged: expected a header seconds,cpu0,…: make the run again.");
        }

        var seconds = ImmutableArray.CreateBuilder<double>();
        var percent = ImmutableArray.CreateBuilder<double>();
        var row = new double[cores + 1];
        while (text.ReadLine() is { } line)
        {
            if (TryRow(line.Split(','), row))
            {
                seconds.Add(row[0]);
                percent.AddRange(row.AsSpan(1));
            }
        }

        return new ProcessSamples(cores, seconds.DrainToImmutable(), percent.DrainToImmutable());
    }

    private static bool TryRow(string[] fields, double[] row)
    {
        if (fields.Length < row.Length)
        {
            return false;
        }

        for (var i = 0; i < row.Length; i++)
        {
            if (
                !double.TryParse(fields[i], NumberStyles.Float, CultureInfo.InvariantCulture, out row[i])
                || !(row[i] >= 0)
                || (i > 0 && row[i] > 100)
            )
            {
                return false;
            }
        }

        return true;
    }
}
