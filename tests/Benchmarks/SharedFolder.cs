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

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Refigure.slnx")))
            {
                return System.IO.Path.Combine(folder.Parent?.FullName ?? "/", "shared", relative);
            }
        }

        throw new DirectoryNotFoundException("the benchmarks need ../shared, or REFIGURE_SHARED");
    }
}
