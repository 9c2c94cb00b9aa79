namespace Refigure.Environments;

/// <summary>Sets environments up: idempotent, resumable, atomic.</summary>
public interface IEnvironmentInstaller
{
    /// <summary>The environment if it is installed just as its lock says; null if it is not.</summary>
    InstalledEnvironment? Find(EnvironmentSpec spec);

    /// <summary>Bytes that setting it up takes on disk; 0 if it is installed.</summary>
    long DiskNeeded(EnvironmentSpec spec);

    /// <summary>Installs it unless it is.</summary>
    /// <exception cref="UserErrorException">It cannot be installed here; one sentence says why and what to do.</exception>
    Task<InstalledEnvironment> EnsureAsync(
        EnvironmentSpec spec,
        IWorkProgress progress,
        CancellationToken cancellation
    );
}
