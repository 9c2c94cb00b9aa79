using Cake.Common.Diagnostics;
using Cake.Frosting;
using Refigure.Build.Figures;
using Refigure.Catalog;
using Refigure.Models;
using Refigure.Nodes;

namespace Refigure.Build.Tasks;

/// <summary>Writes synthetic models and fetches those of the hub, each once, and checks them.</summary>
[TaskName("Models")]
[TaskDescription("Write or fetch models, and check them: [--models A,B] [--store DIR]")]
public sealed class ModelsTask : AsyncFrostingTask<BuildContext>
{
    private readonly RunLibrary _library;
    private readonly Interruption _interruption;

    /// <summary>With the models' catalog, and what ends long work.</summary>
    public ModelsTask(RunLibrary library, Interruption interruption)
    {
        _library = library;
        _interruption = interruption;
    }

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await UserErrors.AsExitCode2Async(() => Make(context));
    }

    private static string Stored(string model, ModelCatalog catalog, string? loadFormat) =>
        loadFormat == DummyWeights.Value && catalog.Find(model) is { Synthetic: null }
            ? WithoutWeights.Of(model)
            : model;

    private async Task Make(BuildContext context)
    {
        var catalog = _library.Models(context);
        var store = ModelSetup.Stores(context, catalog, new NodeInspector().FreeDisk);
        IReadOnlyList<string> names =
            context.Options.Models.Count > 0
                ? context.Options.Models
                : [.. catalog.Models.Where(m => m.Synthetic is { Format: not WeightFormat.Brain }).Select(m => m.Name)];
        foreach (var asked in names)
        {
            var name = Stored(asked, catalog, context.Options.LoadFormat);
            var wasThere = store.Describe(name)?.IsThere ?? false;
            var model = await store.EnsureAsync(name, new LineProgress(context), _interruption.Token);
            context.Information(
                "{0}: {1:0.0} MB, {2}, {3}.",
                Path.GetRelativePath(Directory.GetCurrentDirectory(), model.Path),
                model.Source.Bytes / 1e6,
                wasThere ? "was there"
                    : model.Source.IsSynthetic ? "written"
                    : "fetched",
                model.Source.IsSynthetic ? "SHA-256 verified" : $"commit {model.Source.Digest}, each file verified"
            );
        }
    }
}
