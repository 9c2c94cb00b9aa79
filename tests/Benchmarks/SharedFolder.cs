namespace Refigure.Benchmarks;

/// <summary>The studies' real results, which the benchmarks read.</summary>
internal static class SharedFolder
{
    /// <summary>A path under REFIGURE_SHARED, or under <c>shared</c> beside the checkout.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static string Path(string relative)
    {
        if (Environment.GetEnvironmentVariable("REFIGURE_SHARED") is { Length: > 0 } named)
        {
            return System.IO.Path.Combine(named, relative);
        }

        return System.IO.Path.GetFullPath(System.IO.Path.Combine(InCheckout(".."), "shared", relative));
    }

    /// <summary>A path of the checkout that this was compiled in.</summary>
    /// <exception cref="DirectoryNotFoundException">It runs elsewhere.</exception>
    public static string InCheckout(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Refigure.slnx")))
            {
                return System.IO.Path.Combine(folder.FullName, relative);
            }
        }

        throw new DirectoryNotFoundException("the benchmarks run in a checkout, on what lies in ../shared beside it");
    }
}
