using Cake.Common.Diagnostics;
using Cake.Frosting;
using Refigure.Build.Figures;
using Refigure.Build.Nodes;
using Refigure.Build.Running;
using Refigure.Catalog;
using Refigure.Models;
using Refigure.Nodes;
using Refigure.Nodes.Gpus;

namespace Refigure.Build.Tasks;

/// <summary>Writes, fetches or makes models, each once, and checks them; without names says which there are.</summary>
[TaskName("Models")]
[TaskDescription(
    "Which models there are, or write, fetch and check some: [--models A,B] [--load-format dummy] [--store DIR] [--node N]"
)]
public sealed class ModelsTask : AsyncFrostingTask<BuildContext>
{
    private readonly RunLibrary _library;
    private readonly EnvironmentSetup _setup;
    private readonly INodeInspector _node;
    private readonly IGpuMonitor _gpus;
    private readonly TaskDesk _desk;
    private readonly Interruption _interruption;

    /// <summary>With the models' catalog, what makes some of them, this machine, other machines, and what ends long work.</summary>
    public ModelsTask(
        RunLibrary library,
        EnvironmentSetup setup,
        INodeInspector node,
        IGpuMonitor gpus,
        TaskDesk desk,
        Interruption interruption
    )
    {
        _library = library;
        _setup = setup;
        _node = node;
        _gpus = gpus;
        _desk = desk;
        _interruption = interruption;
    }

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await UserErrors.AsExitCode2Async(async () =>
        {
            if (!await _desk.DidThereAsync(context, "Models"))
            {
                await Make(context);
            }
        });
    }

    private async Task Make(BuildContext context)
    {
        var catalog = _library.Models(context);
        var store = ModelSetup.Stores(context, catalog, _node.FreeDisk, _setup, _gpus);
        if (context.Options.Models.Count == 0)
        {
            foreach (var line in ModelTable.Of(catalog, store))
            {
                context.Information("{0}", line);
            }

            context.Information(
                "Get some with --models NAME[,NAME]; they go to {0}.",
                Shown(Path.Combine(context.Options.Store, "models"))
            );
            return;
        }

        // All names first: a slip of the pen in the last one must not come to light after an hour.
        ModelSpec[] asked = [.. context.Options.Models.Distinct(StringComparer.Ordinal).Select(catalog.Get)];
        foreach (var spec in asked)
        {
            var name =
                context.Options.LoadFormat == DummyWeights.Value && spec.Hub is not null
                    ? WithoutWeights.Of(spec.Name)
                    : spec.Name;
            var wasThere = store.Describe(name)?.IsThere ?? false;
            var model = await store.EnsureAsync(name, new LineProgress(context), _interruption.Token);
            context.Information(
                "{0}: {1:0.0} MB, {2}.",
                Shown(model.Path),
                model.Source.Bytes / 1e6,
                What(spec, model.Source, wasThere)
            );
        }
    }

    private static string What(ModelSpec spec, ModelSource source, bool wasThere)
    {
        var (done, known) =
            spec.Tensorized is { } from ? ($"made from {from.Model} by {from.Environment}", "SHA-256 of each file kept")
            : source.IsSynthetic ? ("written", "SHA-256 verified")
            : ("fetched", $"commit {source.Digest}, each file verified");
        return $"{(wasThere ? "was there" : done)}, {known}{(source.Name == spec.Name ? "" : ", without weights")}";
    }

    private static string Shown(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
}
