namespace Refigure.Environments;

/// <summary>An environment that is ready to start its engine.</summary>
/// <param name="Spec">What was asked for.</param>
/// <param name="Prefix">Where it is installed, absolute.</param>
/// <param name="Program">The interpreter that starts the engine (<c>node</c>, the venv's <c>python</c>), absolute.</param>
public sealed record InstalledEnvironment(EnvironmentSpec Spec, string Prefix, string Program)
{
    /// <summary>Where its Python packages lie, absolute; null where there are none.</summary>
    public string? SitePackages { get; init; }
}
