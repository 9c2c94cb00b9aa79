namespace Refigure.Environments;

/// <summary>Where the packages of Python environments come from.</summary>
/// <param name="Wheelhouse">
/// A folder of wheels, or of <c>.tar.xz</c> archives of wheels, absolute; null: the package index. A file
/// <c>requirements-ENV.txt</c> in it takes the place of the environment's lock.
/// </param>
/// <param name="Underneath">
/// Whether packages that the lock does not name are taken from the Python that the environment is made with (a cluster's torch).
/// </param>
/// <param name="Python">The interpreter to make environments with, absolute; null: one of the right version on the path.</param>
public sealed record PackageSource(string? Wheelhouse, bool Underneath, string? Python)
{
    /// <summary>The package index, and nothing underneath.</summary>
    public static PackageSource Index { get; } = new(null, Underneath: false, Python: null);

    /// <summary>Whether the user accepts environments whose packages are not locked.</summary>
    public bool AllowUnlocked { get; init; }
}
