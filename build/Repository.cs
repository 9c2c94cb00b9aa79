using System.Reflection;

namespace Refigure.Build;

/// <summary>Facts about the checkout that this program was built from.</summary>
internal static class Repository
{
    private const string RootVariable = "REFIGURE_ROOT";

    /// <summary>The checkout's top folder: named by the bootstrap script, else the folder above with the solution.</summary>
    public static string Root()
    {
        if (Environment.GetEnvironmentVariable(RootVariable) is { Length: > 0 } named)
        {
            return named;
        }

        for (var d = new DirectoryInfo(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            if (File.Exists(Path.Combine(d.FullName, "Refigure.slnx")))
            {
                return d.FullName;
            }
        }

        return Directory.GetCurrentDirectory();
    }

    /// <summary>The commit that was compiled, with <c>-dirty</c> if there were changes on top; <c>unknown</c> without git.</summary>
    public static string Commit()
    {
        var version = typeof(Repository)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion;
        var plus = version?.IndexOf('+', StringComparison.Ordinal) ?? -1;
        return plus < 0 ? "unknown" : version![(plus + 1)..];
    }
}
