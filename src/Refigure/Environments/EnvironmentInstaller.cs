using Refigure.Files;

namespace Refigure.Environments;

/// <summary>Sets up environments of every kind that can be set up here.</summary>
/// <param name="npm">Those of kind <c>npm</c>.</param>
/// <param name="venv">Those of kind <c>python-venv</c> and <c>conda</c>.</param>
/// <param name="container">Those of kind <c>container</c>.</param>
public sealed class EnvironmentInstaller(
    IEnvironmentInstaller npm,
    IEnvironmentInstaller venv,
    IEnvironmentInstaller container
) : IEnvironmentInstaller
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

    /// <summary>Takes an installed environment away, so that it is set up anew; nothing if it is not there.</summary>
    /// <param name="spec">The environment.</param>
    /// <param name="folder">The folder that holds a folder for each environment, absolute.</param>
    /// <param name="system">What changes files.</param>
    /// <exception cref="UserErrorException">It cannot be removed.</exception>
    public static void Remove(EnvironmentSpec spec, string folder, IFileSystem system)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var prefix = new EnvironmentPrefix(spec, folder, system);
        try
        {
            prefix.Remove();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{prefix.Path} cannot be removed ({e.Message.TrimEnd('.')}).", e);
        }
    }

    private IEnvironmentInstaller For(EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Kind switch
        {
            "python-venv" or "conda" => venv,
            "container" => container,
            _ => npm,
        };
    }
}
