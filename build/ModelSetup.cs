using System.Collections;
using Refigure.Catalog;
using Refigure.Files;
using Refigure.Models;
using Refigure.Models.Hub;
using Refigure.Models.HuggingFace;

namespace Refigure.Build;

/// <summary>Where this checkout's store holds models.</summary>
internal static class ModelSetup
{
    /// <summary>The stores below <c>--store</c>.</summary>
    public static ModelStores Stores(BuildContext context, ModelCatalog catalog, Func<string, long> freeDisk)
    {
        var folder = Path.Combine(context.Options.Store, "models");
        return new ModelStores(
            new SyntheticFolderStore(catalog, folder, freeDisk, PhysicalFileSystem.Instance),
            new SyntheticModelStore(catalog, folder, freeDisk, PhysicalFileSystem.Instance),
            new HubModelStore(
                catalog,
                Path.Combine(folder, "huggingface"),
                freeDisk,
                PhysicalFileSystem.Instance,
                HubDoor.Client,
                Hub,
                TimeProvider.System
            )
        );
    }

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
