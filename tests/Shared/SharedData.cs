namespace Refigure.Testing;

/// <summary>Real results of the studies beside the checkout; absent on a plain machine.</summary>
internal static class SharedData
{
    /// <summary>The folder <c>shared</c> beside the checkout, or the one named by REFIGURE_SHARED; null if there is none.</summary>
    public static string? Root { get; } = FindRoot();

    public const string WhyAbsent = "needs the studies' real results in ../shared (or REFIGURE_SHARED)";

    public static string Path(string relative) =>
        System.IO.Path.Combine(Root ?? throw new InvalidOperationException(WhyAbsent), relative);

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable("REFIGURE_SHARED") is { Length: > 0 } named && Directory.Exists(named))
        {
            return named;
        }

        for (var d = new DirectoryInfo(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(d.FullName, "Refigure.slnx")))
            {
                var shared = System.IO.Path.Combine(d.Parent?.FullName ?? "/", "shared");
                return Directory.Exists(shared) ? shared : null;
            }
        }

        return null;
    }
}
