namespace Refigure.Environments;

/// <summary>Sets up environments of every kind that can be set up here.</summary>
/// <param name="npm">Those of kind <c>npm</c>.</param>
/// <param name="venv">Those of kind <c>python-venv</c>.</param>
public sealed class EnvironmentInstaller(IEnvironmentInstaller npm, IEnvironmentInstaller venv) : IEnvironmentInstaller
{
    /// <inheritdoc />
    public InstalledEnvironment? Find(EnvironmentSpec spec) => For(spec).Find(spec);

    /// <inheritdoc />
    public long DiskNeeded(EnvironmentSpec spec) => For(spec).DiskNeeded(spec);

    /// <inheritdoc />
    public Task<InstalledEnvironment> EnsureAsync(
        EnvironmentSpec spec,
        IWorkProgress progress,
        CancellationToken cancellation
    ) => For(spec).EnsureAsync(spec, progress, cancellation);

    private IEnvironmentInstaller For(EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Kind == "python-venv" ? venv : npm;
    }
}
