using Refigure.Catalog;
using Refigure.Files;
using Refigure.Models;
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
            new SyntheticModelStore(catalog, folder, freeDisk, PhysicalFileSystem.Instance)
        );
    }
}
