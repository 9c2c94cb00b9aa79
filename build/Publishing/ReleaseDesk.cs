using System.Collections.Immutable;
using System.Security.Cryptography;
using Cake.Common.Diagnostics;
using Refigure.Environments;
using Refigure.Files;

namespace Refigure.Build.Publishing;

/// <summary>Makes releases: archives that run where there is no .NET, with checksums and bills of materials.</summary>
public sealed class ReleaseDesk
{
    /// <summary>The file with the archives' digests, as <c>sha256sum --check</c> reads it.</summary>
    private const string Sums = "SHA256SUMS";
    private static readonly ImmutableArray<string> All = ["linux-x64", "linux-arm64", "osx-arm64", "win-x64"];

    private readonly IToolRunner _tools;
    private readonly IFileSystem _files;
    private readonly Interruption _interruption;

    /// <summary>With what runs the SDK, what changes files, and what ends long work.</summary>
    public ReleaseDesk(IToolRunner tools, IFileSystem files, Interruption interruption)
    {
        (_tools, _files, _interruption) = (tools, files, interruption);
    }

    /// <summary>Makes them.</summary>
    /// <exception cref="UserErrorException">A runtime is not one of ours, or the host cannot be published here.</exception>
    public async Task PublishAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var runtimes = context.Options.Runtimes.Count == 0 ? All : [.. context.Options.Runtimes.Distinct()];
        if (runtimes.FirstOrDefault(r => !All.Contains(r)) is { } other)
        {
            throw new UserErrorException($"--runtime {other}: expected {string.Join(", ", All)}.");
        }

        if (!File.Exists(Path.Combine(context.Root, "build", "Build.csproj")))
        {
            throw new UserErrorException(
                "There are no sources here to publish: call it in a checkout, not in a release."
            );
        }

        var version = await ReleaseVersion.OfAsync(context.Root, _tools, _interruption.Token);
        var to = context.Options.OutNamed ? context.Options.Out : Path.Combine(context.Root, "artifacts", "release");
        _files.CreateDirectory(to);
        var maker = new ReleaseMaker(context.Root, _tools, _files);
        var sums = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var runtime in runtimes)
        {
            context.Information("{0}: publishing … (about a minute)", runtime);
            foreach (var made in await maker.MakeAsync(version, runtime, to, _interruption.Token))
            {
                using var content = File.OpenRead(made);
                sums[Path.GetFileName(made)] = Convert.ToHexStringLower(SHA256.HashData(content));
                context.Information("{0}: {1:0.0} MB.", Shown(made), content.Length / 1e6);
            }
        }

        using (var file = _files.Create(Path.Combine(to, Sums)))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(string.Concat(sums.Select(s => $"{s.Value}  {s.Key}\n"))));
        }

        context.Information("{0}: check with sha256sum --check {1}.", Shown(Path.Combine(to, Sums)), Sums);
    }

    private static string Shown(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
}
