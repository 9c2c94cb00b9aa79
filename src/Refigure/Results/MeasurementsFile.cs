using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;

namespace Refigure.Results;

/// <summary>
/// <c>measurements.csv</c> in a runs root: every measurement of every run there (contract 5.3).
/// </summary>
public static class MeasurementsFile
{
    /// <summary>The file's name in the root.</summary>
    public const string Name = "measurements.csv";

    private static readonly ImmutableArray<string> Header =
    [
        "experiment",
        "node",
        "environment",
        "model",
        "case",
        "cache",
        "iteration",
        "metric",
        "value",
        "unit",
        "source",
    ];

    private static readonly CsvWriterOptions Writing = new() { NewLine = "\n" };

    // Strict: a guess about a damaged file would be a guess about numbers.
    private static readonly CsvReaderOptions Reading = new()
    {
        Separator = ',',
        DetectSeparatorHint = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
        PoolStrings = true,
    };

    /// <summary>Writes the file anew from the runs that lie in the root, after runs were added or removed.</summary>
    /// <exception cref="UserErrorException">A damaged run, or a root that cannot be written to.</exception>
    /// <returns>These runs.</returns>
    public static ImmutableArray<MeasuredRun> Refresh(string root, IStartupLogReader reader)
    {
        var runs = new RunStore(reader).Load([root]);
        Write(root, runs);
        return runs;
    }

    /// <summary>
    /// Writes the file, in place of an older one in one step. Rows are ordered by run identity, then as each run has them;
    /// numbers read back as the same double; a missing value is empty.
    /// </summary>
    /// <exception cref="UserErrorException">The root cannot be written to.</exception>
    public static void Write(string root, IEnumerable<MeasuredRun> runs)
    {
        var path = Path.Combine(root, Name);
        var temporary = $"{path}.partial-{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(root);
            using (var file = File.Create(temporary))
            {
                Write(file, runs);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            OutputFolder.RemoveRemains(temporary);
            throw OutputFolder.CannotWrite(root, e);
        }
    }

    /// <summary>Reads the file of a root.</summary>
    /// <exception cref="UserErrorException">It is not there or damaged; the sentence names the line.</exception>
    public static ImmutableArray<MeasurementRow> Read(string root)
    {
        var path = Path.Combine(root, Name);
        if (!File.Exists(path))
        {
            throw new UserErrorException($"{path} is not there: import or run something first.");
        }

        using var file = File.OpenRead(path);
        return Read(file, path);
    }

    internal static void Write(Stream output, IEnumerable<MeasuredRun> runs)
    {
        using var csv = CsvWriter.Create(output, Writing, leaveOpen: true);
        csv.WriteRecord(Header.AsSpan());
        foreach (var run in runs.OrderBy(static run => run.Record.Identity, RunIdentityOrder.Instance))
        {
            foreach (var measurement in run.Measurements)
            {
                Write(csv, run.Record, measurement);
            }
        }
    }

    private static void Write(CsvWriter csv, RunRecord run, Measurement measurement)
    {
        var identity = run.Identity;
        csv.WriteField(identity.Experiment);
        csv.WriteField(identity.Node);
        csv.WriteField(run.Environment ?? "");
        csv.WriteField(run.Model);
        csv.WriteField(identity.Case);
        csv.WriteField(identity.Cache.Word());
        csv.WriteField(identity.Iteration);
        csv.WriteField(measurement.Metric);
        if (measurement.Value is { } value)
        {
            csv.WriteField(value, "R");
        }
        else
        {
            csv.WriteField("");
        }

        csv.WriteField(measurement.Unit);
        csv.WriteField(measurement.Source);
        csv.EndRecord();
    }

    internal static ImmutableArray<MeasurementRow> Read(Stream input, string path)
    {
        var rows = ImmutableArray.CreateBuilder<MeasurementRow>();
        try
        {
            using var csv = CsvReader.Create(input, Reading, leaveOpen: true);
            csv.ReadHeader();
            if (!csv.Headers.SequenceEqual(Header, StringComparer.Ordinal))
            {
                throw Damaged(path, 1, $"expected the columns {string.Join(',', Header)}", null);
            }

            while (csv.Read())
            {
                rows.Add(Row(csv, path));
            }
        }
        catch (CsvFormatException e)
        {
            throw Damaged(path, Math.Max(e.LineNumber, 1), "a field is quoted wrongly", e);
        }

        return rows.DrainToImmutable();
    }

    private static MeasurementRow Row(CsvReader csv, string path)
    {
        var line = csv.LineNumber;
        if (csv.FieldCount != Header.Length)
        {
            throw Damaged(path, line, $"expected {Header.Length} fields, found {csv.FieldCount}", null);
        }

        var cache =
            CacheStates.Parse(csv.GetString(5))
            ?? throw Damaged(path, line, $"'{csv.GetString(5)}' is none of warm, cold, compile-cold, page-cold", null);
        if (
            !int.TryParse(csv.GetSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var iteration)
            || iteration < 1
        )
        {
            throw Damaged(path, line, $"iteration '{csv.GetString(6)}' is not a whole number from 1", null);
        }

        double? value = null;
        if (!csv.IsEmpty(8))
        {
            value = double.TryParse(csv.GetSpan(8), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Damaged(path, line, $"value '{csv.GetString(8)}' is neither a number nor empty", null);
        }

        return new(
            new(csv.GetString(0), csv.GetString(1), csv.GetString(4), cache, iteration),
            csv.GetString(2),
            csv.GetString(3),
            new(csv.GetString(7), value, csv.GetString(9), csv.GetString(10))
        );
    }

    private static UserErrorException Damaged(string path, long line, string what, Exception? cause)
    {
        var sentence =
            $"{path} is damaged in line {line}: {what}; delete the file, the next import or run writes it anew.";
        return cause is null ? new(sentence) : new(sentence, cause);
    }
}
