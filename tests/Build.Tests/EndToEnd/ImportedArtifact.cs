using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>The published artifact, imported, drawn and verified once for all tests that look at it.</summary>
public sealed class ImportedArtifact : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Imports, draws and verifies; nothing where the artifact is absent.</summary>
    public ImportedArtifact()
    {
        if (SharedData.Root is null)
        {
            return;
        }

        Imported = Run("--target", "Import", "--from", Source, "--runs", Runs);
        Drawn = Run("--figure", "all", "--no-run", "--runs", Runs, "--out", Out);
        Verified = Run("--target", "Verify", "--figure", "all", "--against", Reference, "--out", Out);
    }

    internal static string Source => SharedData.Path("data/breaking-the-ice");

    internal static string Reference => SharedData.Path("reference/startup-figures.json");

    internal string Runs => _folder["runs"];

    internal string Out => _folder["out"];

    internal HostResult? Imported { get; }

    internal HostResult? Drawn { get; }

    internal HostResult? Verified { get; }

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();

    private static HostResult Run(params string[] arguments) => HostProcess.Run(Checkout.Root, arguments);
}
