using System.Collections.Immutable;

namespace Refigure.Running;

/// <summary>What became of a plan's runs.</summary>
/// <param name="Outcomes">The runs that were made, in order, failed ones too.</param>
public sealed record RunSummary(ImmutableArray<RunOutcome> Outcomes)
{
    /// <summary>Whether nothing was to be made, but what other machines make was ended.</summary>
    public bool WasStopped { get; init; }

    /// <summary>Those that failed and left no run.</summary>
    public IEnumerable<RunOutcome> Failed => Outcomes.Where(o => o.Record is null);

    /// <summary>Those whose claims were not met: kept, and not averaged.</summary>
    public IEnumerable<RunOutcome> Invalid => Outcomes.Where(o => o.Record is { Valid: false });
}
