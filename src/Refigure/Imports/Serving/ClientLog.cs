using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Refigure.Imports.Serving;

/// <summary>
/// The log of the course assignment's client: a line a request (TTFT and TPOT in seconds, LATENCY in milliseconds, START in
/// seconds of a clock of its own), a summary after them. The progress bar's text stands before lines, with carriage returns.
/// </summary>
internal sealed partial class ClientLog
{
    /// <summary>What a request's line begins with.</summary>
    public const string Mark = "TTFT: ";

    private readonly List<ClientLine> _lines = [];
    private readonly List<(int Prompt, int Output)> _asked = [];
    private readonly Dictionary<string, double> _summary = new(StringComparer.Ordinal);
    private readonly ResultFile _file;
    private string _settings = "";

    private ClientLog(ResultFile file)
    {
        _file = file;
    }

    /// <summary>The requests that have a line.</summary>
    public IReadOnlyList<ClientLine> Lines => _lines;

    /// <summary>Lengths of the prompts and answers that were asked for, in no order; empty if the log does not say.</summary>
    public IReadOnlyList<(int Prompt, int Output)> Asked => _asked;

    /// <summary>Reads the log.</summary>
    /// <exception cref="UserErrorException">A request's line is cut off, or a value in it is no number.</exception>
    public static ClientLog Read(ResultFile file)
    {
        var log = new ClientLog(file);
        foreach (var line in FileLines.Of(file))
        {
            log.Add(Encoding.UTF8.GetString(line.Bytes.Span), line.Number);
        }

        return log;
    }

    /// <summary>A number of the summary, by its name there; null if it is not there.</summary>
    public double? Summary(string name) => _summary.TryGetValue(name, out var value) ? value : null;

    /// <summary>An argument of the client as its first line prints it; null if it is not there.</summary>
    public string? Setting(string name)
    {
        var match = Regex.Match(
            _settings,
            $@"[(\s]{Regex.Escape(name)}=('(?<text>[^']*)'|(?<bare>[^,)]*))",
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        return match.Groups["text"].Success ? match.Groups["text"].Value
            : match.Success && match.Groups["bare"].Value != "None" ? match.Groups["bare"].Value
            : null;
    }

    /// <summary>The same as a number; null if it is none.</summary>
    public double? NumberSetting(string name) =>
        double.TryParse(Setting(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    private void Add(string text, int number)
    {
        var at = text.IndexOf(Mark, StringComparison.Ordinal);
        while (at >= 0)
        {
            var next = text.IndexOf(Mark, at + Mark.Length, StringComparison.Ordinal);
            _lines.Add(Line(next < 0 ? text[at..] : text[at..next], number));
            at = next;
        }

        if (_settings.Length == 0 && text.StartsWith("Namespace(", StringComparison.Ordinal))
        {
            _settings = text;
        }
        else if (Appending().Match(text) is { Success: true } asked)
        {
            _asked.Add((Whole(asked.Groups["prompt"].Value), Whole(asked.Groups["output"].Value)));
        }
        else if (
            SummaryLine().Match(text) is { Success: true } summary
            && double.TryParse(summary.Groups["value"].ValueSpan, CultureInfo.InvariantCulture, out var value)
        )
        {
            _summary[summary.Groups["name"].Value] = value;
        }
    }

    private ClientLine Line(string text, int number)
    {
        var match = RequestLine().Match(text);
        if (!match.Success)
        {
            throw new UserErrorException(
                $"{_file.Path}, line {number} is cut off or damaged, expected TTFT: TPOT: INPUT: OUTPUT: LATENCY: START: with their numbers: copy the log anew, or leave it out."
            );
        }

        return new(
            Number(match, "TTFT", number),
            Number(match, "TPOT", number),
            (int)Number(match, "INPUT", number),
            (int)Number(match, "OUTPUT", number),
            Number(match, "LATENCY", number) / 1000,
            Number(match, "START", number)
        );
    }

    private double Number(Match match, string field, int line) =>
        double.TryParse(match.Groups[field].ValueSpan, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
        && value >= 0
        && (field is not ("INPUT" or "OUTPUT") || (value <= int.MaxValue && value == Math.Floor(value)))
            ? value
            : throw new UserErrorException(
                $"{_file.Path}, line {line}: {field} is {match.Groups[field].Value}, expected a number: copy the log anew, or leave it out."
            );

    private static int Whole(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^TTFT: (?<TTFT>\S+) TPOT: (?<TPOT>\S+) INPUT: (?<INPUT>\S+) OUTPUT: (?<OUTPUT>\S+) LATENCY: (?<LATENCY>\S+) START: (?<START>\S+)\s*",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex RequestLine();

    [GeneratedRegex(
        @"^Appending: (?<prompt>\d{1,9}), (?<output>\d{1,9})\s*$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Appending();

    [GeneratedRegex(
        @"^(?<name>[A-Z][A-Za-z0-9 ]*( \([a-z/]+\))?):\s+(?<value>[0-9.]+)\s*$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex SummaryLine();
}
