using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Refigure.Logs;
using Refigure.Logs.Phases;

namespace Refigure.Tests.Logs;

/// <summary>Proves a reading's value from the text of the lines that it names, by other means than the reader's.</summary>
internal sealed partial class ReadingProof(byte[] bytes, StartupLog log)
{
    private const double Day = 24 * 3600;
    private const double Zone = 900;

    private readonly string[] _lines = Encoding.Latin1.GetString(bytes).Split('\n');

    /// <summary>What is wrong with a reading; null if nothing is.</summary>
    public string? Fault(PhaseReading reading)
    {
        if (reading.Value is not { } value)
        {
            return reading.Status is PhaseStatus.Read or PhaseStatus.Derived ? "has no value" : null;
        }

        if (reading.Status is not (PhaseStatus.Read or PhaseStatus.Derived) || !double.IsFinite(value) || value < 0)
        {
            return "has a value that it must not have";
        }

        if (reading.Lines.IsEmpty && reading.Phase is not ("attributed" or "overlapping"))
        {
            return "names no line";
        }

        var rules = PhaseRows.All.Where(row => row.Phase == reading.Phase).ToArray();
        var isProven =
            rules.Length == 0
            || rules.Any(row => IsProven(row.Rule, reading, value))
            || (
                reading.Status == PhaseStatus.Derived
                && rules.Any(row => IsProven(row.IfLoaderIsSilent, reading, value))
            );
        return isProven ? null : "does not follow from its lines";
    }

    private bool IsProven(PhaseRule? rule, PhaseReading reading, double value) =>
        rule switch
        {
            PrintedRule => reading.Phase == "cudagraph_capture_sizes" || IsSum(reading.Lines.AsSpan(), value),
            BetweenRule => IsDifference(Text(reading.Lines[0]), Text(reading.Lines[^1]), value),
            FormulaRule formula => IsClose(value, Compute(formula)),
            _ => false,
        };

    private double Compute(FormulaRule rule) =>
        rule.Plus.Sum(phase => log.ValueOf(phase))
        - rule.Minus.Sum(phase => log.ValueOf(phase))
        - rule.MinusIfAny.Sum(phase => log.Phase(phase).Value ?? 0);

    /// <summary>Whether one number from each line makes the sum.</summary>
    private bool IsSum(ReadOnlySpan<int> from, double value)
    {
        if (from.IsEmpty)
        {
            return IsClose(value, 0);
        }

        foreach (Match number in Numbers().Matches(Text(from[0])))
        {
            var part = double.Parse(
                number.Value.Replace(",", "", StringComparison.Ordinal),
                CultureInfo.InvariantCulture
            );
            if (part <= value + 1e-9 && IsSum(from[1..], value - part))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDifference(string first, string last, double value)
    {
        foreach (var (a, isMarkA) in Moments(first))
        {
            foreach (var (b, isMarkB) in Moments(last))
            {
                var turn = isMarkA == isMarkB ? Day : Zone;
                foreach (var difference in new[] { b - a, a - b })
                {
                    // A stamp may have been a second late; where a mark is compared the zone is not known.
                    var off = Math.Abs(Math.IEEERemainder(difference - value, turn));
                    if (off < 3e-6 || Math.Abs(off - 1) < 3e-6)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static IEnumerable<(double Seconds, bool IsMark)> Moments(string line)
    {
        foreach (Match stamp in Stamps().Matches(line))
        {
            yield return (
                (Number(stamp.Groups[1]) * 3600) + (Number(stamp.Groups[2]) * 60) + Number(stamp.Groups[3]),
                false
            );
        }

        // Digits may be glued to a stamp, so that every place where one could begin counts.
        foreach (Match epoch in Decimals().Matches(line).Concat(Epochs().Matches(line)))
        {
            var seconds = Number(epoch.Groups[1]);
            yield return (seconds, true);
            yield return (seconds, false);
        }
    }

    private static double Number(Capture text) =>
        double.Parse(text.Value.Replace(',', '.'), CultureInfo.InvariantCulture);

    private static bool IsClose(double one, double other) =>
        Math.Abs(one - other) <= 1e-9 * Math.Max(1, Math.Abs(other));

    private string Text(int line) => _lines[line - 1];

    [GeneratedRegex(@"\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d+)?")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(\d\d):(\d\d):(\d\d(?:[.,]\d{1,6})?)")]
    private static partial Regex Stamps();

    [GeneratedRegex(@"(\d+(?:\.\d+)?)")]
    private static partial Regex Decimals();

    [GeneratedRegex(@"(?=(\d{10}\.\d{6}))")]
    private static partial Regex Epochs();
}
