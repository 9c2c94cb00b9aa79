using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Plotting;
using Refigure.Quality;

namespace Refigure.Drawing;

/// <summary>What a figure says about its own origin, in the metadata of its files.</summary>
public static class Passport
{
    /// <summary>Digest of the data, the runs, the code, the profile and the nodes.</summary>
    /// <param name="recipe">What the figure shows.</param>
    /// <param name="data">Its numbers.</param>
    /// <param name="csvDigest">SHA-256 of <c>figureN.csv</c>, lower-case hex.</param>
    /// <param name="commit">The code's commit.</param>
    /// <param name="created">The date to write; null for none.</param>
    public static DocumentInfo Of(
        FigureRecipe recipe,
        FigureData data,
        string csvDigest,
        string commit,
        DateTimeOffset? created
    )
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(data);
        var properties = ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            new KeyValuePair<string, string>[]
            {
                new("DataDigest", $"sha256:{csvDigest}"),
                new("Commit", commit),
                new("Profile", data.Profile),
                new("Nodes", Listed(data.Runs.Select(r => r.Record.Identity.Node))),
                new("Experiments", Listed(data.Runs.Select(r => r.Record.Identity.Experiment))),
                new("Runs", string.Join(' ', data.Runs.Select(r => r.Record.Hash).Order(StringComparer.Ordinal))),
            }
        );
        if (data.Runs.Any(DummyWeightRuns.Is))
        {
            properties = properties.Add("Weights", data.Runs.All(DummyWeightRuns.Is) ? "dummy" : "dummy in part");
        }

        return new DocumentInfo($"Figure {recipe.Number}: {recipe.Title}", Subject(data), properties, created);
    }

    private static string Subject(FigureData data) =>
        $"{data.Runs.Length} {(data.Runs.Length == 1 ? "run" : "runs")} of the profile {data.Profile} on "
        + Listed(data.Runs.Select(r => r.Record.Identity.Node))
        + (data.Runs.Any(DummyWeightRuns.Is) ? ", dummy weights" : string.Empty);

    private static string Listed(IEnumerable<string> names) =>
        string.Join(", ", names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
