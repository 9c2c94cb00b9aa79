using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;

namespace Refigure.Traces.Scaling;

/// <summary>The study's <c>tp_metrics_summary.csv</c>: a row for each number of GPUs.</summary>
public static class ScalingTable
{
    /// <summary>The file's name.</summary>
    public const string Name = "tp_metrics_summary.csv";

    /// <summary>The columns that are read; others are kept with the file and not looked at.</summary>
    private static readonly string[] Needed = ["tp", "iter_time_sec"];

    /// <summary>Whether a text begins as such a table.</summary>
    public static bool Is(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var columns = header.TrimEnd('\r').Split(',');
        return Needed.All(c => columns.Contains(c, StringComparer.Ordinal));
    }

    /// <summary>Reads the rows.</summary>
    /// <exception cref="UserErrorException">A column is missing, or a value is no number.</exception>
    public static ImmutableArray<ScalingRow> Read(TextReader text, string source)
    {
        using var csv = CsvReader.Create(
            text,
            new CsvReaderOptions
            {
                Separator = ',',
                HasHeader = false,
                TrackLineNumbers = true,
            },
            leaveOpen: true
        );
        if (!csv.Read())
        {
            throw new UserErrorException($"{source} is empty: expected the header {string.Join(", ", Needed)}, ….");
        }

        string[] header = [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim())];
        if (Array.Find(Needed, c => Array.IndexOf(header, c) < 0) is { } lacking)
        {
            throw new UserErrorException(
                $"{source}, line 1: there is no column {lacking}; expected the columns of the study's {Name}."
            );
        }

        var rows = ImmutableArray.CreateBuilder<ScalingRow>();
        while (csv.Read())
        {
            if (csv.FieldCount == 1 && csv.GetString(0).Length == 0)
            {
                continue;
            }

            rows.Add(Row(csv, header, source));
        }

        return rows.ToImmutable();
    }

    private static ScalingRow Row(CsvReader csv, string[] header, string source)
    {
        var line = csv.LineNumber;
        double? Number(string column)
        {
            var at = Array.IndexOf(header, column);
            var field = at >= 0 && at < csv.FieldCount ? csv.GetString(at).Trim() : "";
            return field.Length == 0 ? null
                : double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && double.IsFinite(value)
                    ? value
                : throw new UserErrorException(
                    $"{source}, line {line}: {column} is '{field}'; expected a number or nothing."
                );
        }

        var gpus = Number("tp");
        return gpus is >= 1 and <= 65536 && gpus == Math.Floor(gpus.Value)
            ? new ScalingRow((int)gpus, (int)line)
            {
                TtftMean = Number("ttft_avg_ms") / 1000,
                TtftP99 = Number("ttft_p99_ms") / 1000,
                TpotMean = Number("tpot_avg_ms") / 1000,
                TpotP99 = Number("tpot_p99_ms") / 1000,
                Iteration = Number("iter_time_sec"),
                ReportedThroughput = Number("throughput_tokens_sec"),
                ReportedOverhead = Number("comm_overhead_pct"),
            }
            : throw new UserErrorException($"{source}, line {line}: tp is no number of GPUs; expected 1, 2, 4, ….");
    }
}
