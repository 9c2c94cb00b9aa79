using System.Globalization;
using Refigure.Catalog;
using Refigure.Models;

namespace Refigure.Build.Running;

/// <summary>The models that there are as text: where each comes from, who may have it, how large it is, and whether it is here.</summary>
internal static class ModelTable
{
    private const int CommitDigits = 12;

    /// <summary>The lines.</summary>
    /// <param name="catalog">The models.</param>
    /// <param name="store">Says what is here.</param>
    public static IEnumerable<string> Of(ModelCatalog catalog, IModelStore store)
    {
        string[][] rows =
        [
            ["Model", "From", "Commit", "Gated", "Size", "Licence", "Here"],
            .. catalog.Models.Select(m => Row(m, store)),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(r => r[i].Length)).ToArray();
        return rows.Select(row =>
            string.Join("  ", row.Select((cell, i) => i == 4 ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])))
                .TrimEnd()
        );
    }

    private static string[] Row(ModelSpec model, IModelStore store)
    {
        var source = store.Describe(model.Name);
        return
        [
            model.Name,
            From(model),
            Commit(model, source),
            Gate(model.Hub),
            source is null ? "-" : Size(source, model),
            model.Hub?.Licence ?? "-",
            Here(model, source, store),
        ];
    }

    private static string From(ModelSpec model) =>
        model.Tensorized is { } from ? $"{from.Model}, by {from.Environment}"
        : model.Synthetic is not null ? "written here"
        : model.HuggingFace ?? "-";

    // Of a branch the commit is known once it was fetched.
    private static string Commit(ModelSpec model, ModelSource? source) =>
        model.Hub is null || source is null ? "-"
        : HubSource.IsCommit(source.Digest) ? source.Digest[..CommitDigits]
        : "(newest)";

    private static string Gate(HubSource? hub) =>
        hub?.Gate switch
        {
            HubGate.None => "no",
            HubGate.Automatic => "terms",
            HubGate.Manual => "by request",
            _ => "-",
        };

    private static string Size(ModelSource source, ModelSpec model)
    {
        var about = source.IsThere || model.Synthetic is not null || model.Hub is { IsExact: true } ? "" : "~";
        return about
            + (
                source.Bytes < 1_000_000_000
                    ? string.Create(CultureInfo.InvariantCulture, $"{source.Bytes / 1e6:0} MB")
                    : string.Create(CultureInfo.InvariantCulture, $"{source.Bytes / 1e9:0.0} GB")
            );
    }

    private static string Here(ModelSpec model, ModelSource? source, IModelStore store) =>
        source is { IsThere: true } ? "yes"
        : store.Describe(WithoutWeights.Of(model.Name)) is { IsThere: true } ? "without weights"
        : "no";
}
