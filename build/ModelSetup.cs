using System.Collections;
using Refigure.Catalog;
using Refigure.Files;
using Refigure.Models;
using Refigure.Models.Hub;
using Refigure.Models.HuggingFace;
using Refigure.Models.Tensorized;
using Refigure.Nodes.Gpus;
using Refigure.Running.Gpus;

namespace Refigure.Build;

/// <summary>Where this checkout's store holds models.</summary>
internal static class ModelSetup
{
    /// <summary>The stores below <c>--store</c>.</summary>
    /// <param name="context">The options.</param>
    /// <param name="catalog">The models.</param>
    /// <param name="freeDisk">Tells the free bytes of a path's file system.</param>
    /// <param name="setup">Has the environments whose engines make some of them.</param>
    /// <param name="gpus">The GPUs that they make them on.</param>
    public static ModelStores Stores(
        BuildContext context,
        ModelCatalog catalog,
        Func<string, long> freeDisk,
        EnvironmentSetup setup,
        IGpuMonitor gpus
    )
    {
        var folder = Path.Combine(context.Options.Store, "models");
        var folders = new SyntheticFolderStore(catalog, folder, freeDisk, PhysicalFileSystem.Instance);
        var hub = new HubModelStore(
            catalog,
            Path.Combine(folder, "huggingface"),
            freeDisk,
            PhysicalFileSystem.Instance,
            HubDoor.Client,
            Hub,
            TimeProvider.System
        );
        return new ModelStores(
            folders,
            new SyntheticModelStore(catalog, folder, freeDisk, PhysicalFileSystem.Instance),
            new TensorizedModelStore(
                catalog,
                folder,
                new ModelStores(folders, hub),
                setup.Tensorizer(context, () => WhyNoGpu(gpus)),
                freeDisk,
                PhysicalFileSystem.Instance
            ),
            hub
        );
    }

    private static string? WhyNoGpu(IGpuMonitor gpus) =>
        gpus.Report() is { Devices.IsEmpty: true, Problem: { } problem } && !GpuRequirement.HasDevice()
            ? problem
            : null;

    /// <summary>How the hub is talked to: <c>HF_ENDPOINT</c>, and the token of the environment or of its file.</summary>
    /// <exception cref="UserErrorException"><c>HF_ENDPOINT</c> is no address.</exception>
    public static HubOptions Hub()
    {
        var variables = Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return new HubOptions(
            HubOptions.ReadEndpoint(variables.GetValueOrDefault("HF_ENDPOINT")),
            () => HubToken.Find(variables, home)
        );
    }
}
