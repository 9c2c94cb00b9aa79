using System.Collections.Immutable;

namespace Refigure.Logs.Phases;

/// <summary>Computes phases from other phases.</summary>
internal sealed class FormulaRules(Func<string, ResolvedPhase> find)
{
    /// <summary>The phase by its formula; if a part of it has no value, neither has it, for the part's reason.</summary>
    public ResolvedPhase Compute(PhaseRow row, FormulaRule rule)
    {
        var value = 0.0;
        var lines = new List<int>();
        var lacking =
            Add(row, rule.Plus, 1, mayLack: false, lines, ref value)
            ?? Add(row, rule.Minus, -1, mayLack: false, lines, ref value)
            ?? Add(row, rule.MinusIfAny, -1, mayLack: true, lines, ref value);
        if (lacking is not null)
        {
            return lacking;
        }

        var sources = LineNumbers.Of(lines);
        return value < 0
            ? ResolvedPhase.None(row, PhaseStatus.Unparsed, $"{rule.Text} is negative", sources)
            : new ResolvedPhase(new PhaseReading(row.Phase, PhaseStatus.Read, value, row.Unit, sources, rule.Text));
    }

    /// <summary>The phase by a formula that stands in for its line.</summary>
    public ResolvedPhase Derive(PhaseRow row, FormulaRule rule, string reason)
    {
        var resolved = Compute(row, rule);
        return resolved.Reading.Value is null
            ? ResolvedPhase.None(row, PhaseStatus.NotApplicable, reason, [])
            : resolved with
            {
                Reading = resolved.Reading with { Status = PhaseStatus.Derived, Note = $"{rule.Text}: {reason}" },
            };
    }

    /// <summary>Adds phases to a value; what stands in the way of it, or null.</summary>
    private ResolvedPhase? Add(
        PhaseRow row,
        ImmutableArray<string> phases,
        int sign,
        bool mayLack,
        List<int> lines,
        ref double value
    )
    {
        ResolvedPhase? lacking = null;
        foreach (var phase in phases)
        {
            var reading = find(phase).Reading;
            if (reading.Value is { } number)
            {
                value += sign * number;
                lines.AddRange(reading.Lines);
            }
            else if (!mayLack || reading.Status != PhaseStatus.NotApplicable)
            {
                // A phase of which one part does not apply does not apply, whatever else is missing.
                var none = ResolvedPhase.None(row, reading.Status, $"needs {phase}: {reading.Note}", reading.Lines);
                lacking = lacking is null || none.Weight < lacking.Weight ? none : lacking;
            }
        }

        return lacking;
    }
}
