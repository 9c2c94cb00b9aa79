using System.Collections.Immutable;
using Refigure.Environments;
using Refigure.Files;

namespace Refigure.Build.Publishing;

/// <summary>Makes a release for one system: the host with its runtime, what it reads of the checkout, and what is in it.</summary>
/// <param name="root">The checkout.</param>
/// <param name="tools">Runs the .NET SDK.</param>
/// <param name="files">Writes the archive.</param>
internal sealed class ReleaseMaker(string root, IToolRunner tools, IFileSystem files)
{
    /// <summary>Makes one.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="runtime">The runtime identifier.</param>
    /// <param name="to">The folder that it goes to.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The archive, and its bill of materials beside it.</returns>
    /// <exception cref="UserErrorException">The host cannot be published here.</exception>
    public async Task<ImmutableArray<string>> MakeAsync(
        string version,
        string runtime,
        string to,
        CancellationToken cancellation
    )
    {
        var name = $"refigure-{version}-{runtime}";
        var host = Path.Combine(to, $".publish-{Environment.ProcessId}");
        try
        {
            await new HostPublisher(root, tools).PublishAsync(runtime, host, cancellation);
            var bill = BillOfMaterials.Of(
                await File.ReadAllBytesAsync(Path.Combine(host, "Refigure.Build.deps.json"), cancellation),
                version,
                runtime
            );
            var archive = Path.Combine(
                to,
                name + (runtime.StartsWith("win", StringComparison.Ordinal) ? ".zip" : ".tar.gz")
            );
            var (launcher, text) = Launcher.Of(runtime);
            new ReleaseArchive(files).Pack(
                [
                    .. HostPublisher
                        .Needed(host)
                        .Select(file =>
                            ReleaseEntry.File(
                                $"{name}/bin/{Path.GetFileName(file)}",
                                file,
                                Path.GetFileName(file) == "Refigure.Build"
                            )
                        ),
                    .. ReleaseFiles
                        .Of(root)
                        .Select(file => ReleaseEntry.File($"{name}/{file}", Path.Combine(root, file))),
                    ReleaseEntry.Text($"{name}/{launcher}", text, isProgram: true),
                    ReleaseEntry.Text($"{name}/sbom.cdx.json", bill),
                ],
                archive
            );
            var beside = Path.Combine(to, name + ".cdx.json");
            using (var file = files.Create(beside))
            {
                file.Write(System.Text.Encoding.UTF8.GetBytes(bill));
            }

            return [archive, beside];
        }
        finally
        {
            files.DeleteDirectory(host);
        }
    }
}
