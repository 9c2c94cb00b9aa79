using System.Formats.Tar;
using System.IO.Compression;
using Refigure.Build.Publishing;
using Refigure.Build.Tests.EndToEnd;
using Refigure.Build.Tests.Nodes;
using Refigure.Environments;
using Refigure.Files;

namespace Refigure.Build.Tests.Publishing;

/// <summary>A release of this checkout, unpacked where no .NET is on the path.</summary>
// In one collection with other tests that publish: two at once would write the same files.
[Collection(SshKitCollection.Name)]
public sealed class ReleaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SshFact(MakesRuns = true)]
    public async Task It_draws_the_recorded_runs_and_says_what_it_cannot_do()
    {
        var maker = new ReleaseMaker(Checkout.Root, new ToolRunner(), PhysicalFileSystem.Instance);
        var runtime = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier.Contains("arm64")
            ? "linux-arm64"
            : "linux-x64";
        var made = await maker.MakeAsync("1.2.0", runtime, _folder.Root, CancellationToken.None);

        made.Select(file => Path.GetFileName(file))
            .ShouldBe([$"refigure-1.2.0-{runtime}.tar.gz", $"refigure-1.2.0-{runtime}.cdx.json"]);
        using (var plain = new GZipStream(File.OpenRead(made[0]), CompressionMode.Decompress))
        {
            await TarFile.ExtractToDirectoryAsync(plain, _folder.Root, overwriteFiles: false);
        }

        var release = _folder[$"refigure-1.2.0-{runtime}"];
        File.ReadAllText(Path.Combine(release, "sbom.cdx.json")).ShouldBe(File.ReadAllText(made[1]));
        var drawn = Run(release, "--figure", "2,20", "--profile", "lab", "--no-run");
        drawn.ExitCode.ShouldBe(0, drawn.Output + drawn.Error);
        File.Exists(FigureTables.FileOf(Path.Combine(release, "figures"), 20, "pdf")).ShouldBeTrue();
        var evaluated = Run(release, "--target", "Evaluate", "--figure", "20", "--profile", "lab");
        evaluated.ExitCode.ShouldBe(0, evaluated.Output + evaluated.Error);
        evaluated.Output.ShouldContain("passed figure 20: identical: all 47 numbers are the same");
        var plan = Run(release, "--target", "Plan", "--figure", "2", "--profile", "paper");
        plan.Output.ShouldContain("runs: 0 have");
        var again = Run(release, "--target", "Publish");
        again.ExitCode.ShouldBe(2);
        again.Error.ShouldContain("There are no sources here to publish: call it in a checkout, not in a release.");
    }

    private static HostResult Run(string release, params string[] arguments) =>
        HostProcess.RunProgram(
            release,
            [("PATH", "/usr/bin:/bin"), ("DOTNET_ROOT", "/nowhere")],
            Path.Combine(release, "refigure"),
            arguments
        );
}
