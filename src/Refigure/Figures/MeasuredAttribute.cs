using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>An attribute of a model that <c>models.yaml</c> does not say, as its runs measured it.</summary>
internal static class MeasuredAttribute
{
    private const double Kilobyte = 1000;

    /// <summary>Its value; null if no run of this model with this engine version tells.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="shown">The runs that are shown; they go before others.</param>
    /// <param name="all">All runs.</param>
    public static double? Of(ModelAttribute attribute, CaseRuns shown, ImmutableArray<MeasuredRun> all) =>
        attribute == ModelAttribute.CompiledGraphSize
            ? shown
                .Iterations.Concat(
                    all.Where(r => r.Record.Model == shown.Model && r.Record.EngineVersion == shown.Version)
                )
                .Select(r => CompiledGraph.Bytes(r.Record) / Kilobyte)
                .FirstOrDefault(size => size is not null)
            : null;
}
