using System.Collections.Immutable;

namespace Refigure.Logs.Phases;

/// <summary>Makes phases of what a log reports, by <see cref="PhaseRows"/>.</summary>
internal sealed class PhaseResolver
{
    private readonly StartFacts _facts;
    private readonly LineRules _lines;
    private readonly FormulaRules _formulas;
    private readonly ResolvedPhase?[] _known = new ResolvedPhase?[PhaseRows.Keys.Length];

    public PhaseResolver(EventHits hits, StartFacts facts)
    {
        _facts = facts;
        _lines = new LineRules(hits, new Expectations(facts));
        _formulas = new FormulaRules(Find);
    }

    /// <summary>Every phase, in the order of the table.</summary>
    public ImmutableArray<ResolvedPhase> All()
    {
        var all = ImmutableArray.CreateBuilder<ResolvedPhase>(_known.Length);
        foreach (var key in PhaseRows.Keys)
        {
            all.Add(Find(key));
        }

        return all.DrainToImmutable();
    }

    /// <summary>A phase by its key, which must be in the table.</summary>
    public ResolvedPhase Find(string phase) => _known[PhaseRows.Keys.IndexOf(phase)] ??= Resolve(phase);

    private ResolvedPhase Resolve(string phase)
    {
        ResolvedPhase? best = null;
        foreach (var row in PhaseRows.All)
        {
            if (!string.Equals(row.Phase, phase, StringComparison.Ordinal) || !row.IsFor(_facts.Version))
            {
                continue;
            }

            var resolved = Resolve(row);
            if (resolved.Reading.Value is not null)
            {
                return resolved;
            }

            // Of several sources without a value, the one that has most to say: a line without a number, then a missing one.
            if (best is null || resolved.Weight > best.Weight)
            {
                best = resolved;
            }
        }

        return best ?? throw new InvalidOperationException($"{phase} has no definition for version {_facts.Version}");
    }

    private ResolvedPhase Resolve(PhaseRow row)
    {
        var resolved = row.Rule switch
        {
            PrintedRule printed => _lines.Printed(row, printed.Event),
            BetweenRule between => _lines.Between(row, between),
            FormulaRule formula => _formulas.Compute(row, formula),
            _ => throw new InvalidOperationException($"{row.Phase} has a rule that is none"),
        };
        if (resolved.Reading.Status != PhaseStatus.Missing || _facts.WhyNot(row.Needs) is not { } reason)
        {
            return resolved;
        }

        return row.IfLoaderIsSilent is { } instead
            ? _formulas.Derive(row, instead, reason)
            : ResolvedPhase.None(row, PhaseStatus.NotApplicable, reason, []);
    }
}
