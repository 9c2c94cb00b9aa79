namespace Refigure.Testing;

/// <summary>The checkout in which the tests run.</summary>
internal static class CheckoutRoot
{
    /// <summary>Its root folder.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Refigure.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside the checkout.");
    }
}
