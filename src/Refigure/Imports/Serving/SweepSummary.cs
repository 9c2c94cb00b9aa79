using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Refigure.Imports.Serving;

/// <summary>
/// The <c>summary.csv</c> of a tree of <c>vllm bench sweep serve</c>, made from its runs, and what the study takes from it: mean
/// and standard deviation over the runs of each combination of parameters.
/// </summary>
internal static class SweepSummary
{
    /// <summary>The name that vLLM gives the table.</summary>
    public const string Name = "summary.csv";

    private static readonly string[] Aggregated =
    [
        "request_throughput",
        "output_throughput",
        "total_token_throughput",
        "mean_ttft_ms",
        "mean_tpot_ms",
        "mean_itl_ms",
        "mean_e2el_ms",
    ];

    /// <summary>The table as pandas writes it: an index, a column for each key in the order of its appearance, None empty.</summary>
    /// <param name="runs">The runs of one sweep, in any order.</param>
    /// <exception cref="UserErrorException">A run is cut off, or no result.</exception>
    public static string Table(IEnumerable<ResultFile> runs)
    {
        var rows = Rows(runs);
        var columns = rows.SelectMany(static row => row.Element.EnumerateObject().Select(static p => p.Name))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var table = new StringBuilder();
        foreach (var column in columns)
        {
            table.Append(',').Append(PythonText.Cell(column));
        }

        table.Append('\n');
        foreach (var (index, row) in rows.Index())
        {
            table.Append(CultureInfo.InvariantCulture, $"{index}");
            foreach (var column in columns)
            {
                table.Append(',').Append(Cell(row, column));
            }

            table.Append('\n');
        }

        return table.ToString();
    }

    /// <summary>Mean and standard deviation (ddof 1) over the runs of each combination of parameters.</summary>
    /// <exception cref="UserErrorException">A run is cut off, or a value is no number.</exception>
    public static string Aggregates(IEnumerable<ResultFile> runs)
    {
        var table = new StringBuilder("parameters,max_concurrency,runs");
        foreach (var name in Aggregated)
        {
            table.Append(CultureInfo.InvariantCulture, $",{name},{name}_std");
        }

        table.Append('\n');
        foreach (var same in Rows(runs).GroupBy(Combination))
        {
            table
                .Append(PythonText.Cell(same.Key.Parameters))
                .Append(CultureInfo.InvariantCulture, $",{same.Key.Concurrency},{same.Count()}");
            foreach (var name in Aggregated)
            {
                double[] values = [.. same.Select(row => row.NumberAt(name)).OfType<double>()];
                table.Append(',').Append(Mean(values)).Append(',').Append(Deviation(values));
            }

            table.Append('\n');
        }

        return table.ToString();
    }

    private static (string Parameters, string Concurrency) Combination(JsonPart row) =>
        (
            string.Join(' ', new VllmBenchResult(row).Parameters().Select(static pair => $"{pair.Key}={pair.Value}")),
            Cell(row, "max_concurrency")
        );

    private static JsonPart[] Rows(IEnumerable<ResultFile> runs) =>
        [
            .. runs.Select(static file => file.ReadJson())
                .OrderBy(static row => row.TextAt("date") ?? "", StringComparer.Ordinal)
                .ThenBy(static row => row.CountAt("run_number") ?? 0),
        ];

    private static string Cell(JsonPart row, string column) =>
        row.Find(column) switch
        {
            null => "",
            { Kind: JsonValueKind.String } text => PythonText.Cell(text.Text()),
            { Kind: JsonValueKind.True } => "True",
            { Kind: JsonValueKind.False } => "False",
            { } value => PythonText.Cell(value.Element.GetRawText()),
        };

    private static string Mean(double[] values) =>
        values.Length == 0 ? "" : values.Average().ToString("R", CultureInfo.InvariantCulture);

    private static string Deviation(double[] values)
    {
        if (values.Length < 2)
        {
            return "";
        }

        var mean = values.Average();
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return Math.Sqrt(squares / (values.Length - 1)).ToString("R", CultureInfo.InvariantCulture);
    }
}
