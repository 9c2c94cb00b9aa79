using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Results;

/// <summary>
/// Columns of <c>samples.csv</c> by name, such as <c>kv_cache_usage</c>. Columns come and go with what a machine has and what
/// an engine tells, so a column may be absent and a cell empty: both are missing, never 0.
/// </summary>
public sealed class SampleSeries
{
    private const string Time = "seconds";
    private readonly ImmutableSortedDictionary<string, ImmutableArray<double?>> _columns;

    private SampleSeries(
        ImmutableArray<double> seconds,
        ImmutableArray<int> lines,
        ImmutableSortedDictionary<string, ImmutableArray<double?>> columns
    )
    {
        Seconds = seconds;
        Lines = lines;
        _columns = columns;
    }

    /// <summary>When each sample was taken, in seconds since the process was started, ascending.</summary>
    public ImmutableArray<double> Seconds { get; }

    /// <summary>The line of each sample in the file, 1-based.</summary>
    public ImmutableArray<int> Lines { get; }

    /// <summary>The names of the columns that have a value at least, the time's not among them; ascending.</summary>
    public IEnumerable<string> Names => _columns.Keys;

    /// <summary>A column, a value for each of <see cref="Seconds"/>; empty if there is none of that name.</summary>
    public ImmutableArray<double?> Column(string name) => _columns.GetValueOrDefault(name, []);

    /// <summary>The samples of a stored run; null if it has none.</summary>
    /// <exception cref="UserErrorException">The file is no table of samples.</exception>
    public static SampleSeries? Of(MeasuredRun run)
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

    /// <summary>
    /// Reads the file's text. A last row without its line feed, rows that are shorter than the header and rows whose time is
    /// no number or goes back are passed over.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The file, for the message.</param>
    /// <exception cref="UserErrorException">Its header is not that of samples.</exception>
    public static SampleSeries Read(TextReader text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.ReadToEnd().Split('\n');
        var header = lines[0].TrimEnd('\r').Split(',');
        if (header is not [Time, ..])
        {
            throw new UserErrorException(
                $"{path} is damaged: expected a header that begins with {Time}: make the run again."
            );
        }

        var (seconds, numbers) = (ImmutableArray.CreateBuilder<double>(), ImmutableArray.CreateBuilder<int>());
        var columns = header.Select(_ => ImmutableArray.CreateBuilder<double?>()).ToArray();
        for (var line = 1; line < lines.Length - 1; line++)
        {
            var cells = lines[line].TrimEnd('\r').Split(',');
            if (
                cells.Length < header.Length
                || Number(cells[0]) is not { } at
                || (seconds.Count > 0 && at < seconds[^1])
            )
            {
                continue;
            }

            seconds.Add(at);
            numbers.Add(line + 1);
            for (var i = 1; i < columns.Length; i++)
            {
                columns[i].Add(Number(cells[i]));
            }
        }

        var named = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<double?>>(StringComparer.Ordinal);
        for (var i = 1; i < columns.Length; i++)
        {
            if (columns[i].Any(value => value is not null))
            {
                // Of two columns of one name nobody could say which is meant; the first one is.
                _ = named.TryAdd(header[i], columns[i].ToImmutable());
            }
        }

        return new SampleSeries(seconds.ToImmutable(), numbers.ToImmutable(), named.ToImmutable());
    }

    private static double? Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : null;
}
