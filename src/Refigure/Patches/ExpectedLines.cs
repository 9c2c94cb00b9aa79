using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Logs.Lines;

namespace Refigure.Patches;

/// <summary>
/// Checks that a patched engine printed what its patches make it print. Once means once in a process: each worker of a
/// tensor-parallel engine loads a model of its own, each front end has a tokenizer of its own.
/// </summary>
public static class ExpectedLines
{
    /// <summary>What is wrong, a sentence each; empty if all is as it should be.</summary>
    /// <param name="series">The patches.</param>
    /// <param name="version">The engine's version.</param>
    /// <param name="log">The lines of a start.</param>
    public static ImmutableArray<string> Check(PatchSeries series, string version, IEnumerable<string> log)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(log);
        Tally[] tallies = [.. series.Lines.Select(line => new Tally(line))];
        foreach (var text in log)
        {
            foreach (var tally in tallies)
            {
                tally.Take(text);
            }
        }

        return [.. tallies.Select(t => t.Wrong(series, version)).OfType<string>()];
    }

    private sealed class Tally(ExpectedLine line)
    {
        private readonly Dictionary<int, int> _times = [];
        private readonly byte[] _begin = Encoding.UTF8.GetBytes(line.Text);
        private bool _excused;
        private string? _coarse;

        public void Take(string text)
        {
            var isIt = text.Contains(line.Text, StringComparison.Ordinal);
            var excuses = !_excused && line.Unless.Any(u => text.Contains(u, StringComparison.Ordinal));
            if (!isIt && !excuses)
            {
                return;
            }

            var record = RecordParser.Parse(Encoding.UTF8.GetBytes(text));
            _excused |= excuses && BannerReader.IsBanner(record.Message);
            if (isIt && record.Message.StartsWith(_begin))
            {
                _times[record.Author] = _times.GetValueOrDefault(record.Author) + 1;
                var number = Number(Encoding.UTF8.GetString(record.Message[_begin.Length..]));
                _coarse ??= Decimals(number) == line.Decimals ? null : number;
            }
        }

        public string? Wrong(PatchSeries series, string version)
        {
            var what = $"the line '{line.Text.Trim()}' of patches/{series.Name}";
            var where = $"({string.Join(" or ", line.Files)}, version {version})";
            if (_times.Count == 0)
            {
                return line.Optional || _excused
                    ? null
                    : $"{what} was not printed {where}: those files were not patched when it started, or do something else";
            }

            if (_times.FirstOrDefault(t => t.Value > 1) is { Value: > 1 } often)
            {
                var times = often.Value.ToString(CultureInfo.InvariantCulture);
                return $"{what} was printed {times} times by one process, not once {where}";
            }

            return _coarse is null
                ? null
                : $"{what} says '{_coarse}', not a number with {Digits(line.Decimals)} {where}: that file was not patched when it started";
        }

        private static string Number(string rest) => new([.. rest.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]);

        private static int Decimals(string number) =>
            number.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? number.Length - point - 1 : 0;

        private static string Digits(int count) =>
            string.Create(CultureInfo.InvariantCulture, $"{count} decimal{(count == 1 ? "" : "s")}");
    }
}
