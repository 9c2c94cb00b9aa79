using System.Collections.Immutable;
using System.Text;
using Refigure.Files;

namespace Refigure.Environments.Python;

/// <summary>
/// Fills a folder with just the files that a lock names, through pip. Files that are there and match are not fetched again, and
/// only whole, checked files ever lie there: a download that ends early costs no more than the batch that it was at.
/// </summary>
/// <param name="log">Runs pip.</param>
/// <param name="python">A Python with pip, absolute.</param>
/// <param name="system">What changes files.</param>
internal sealed class WheelDownloader(SetupLog log, string python, IFileSystem system)
{
    private const int BatchSize = 12;

    // What is known to be large goes alone.
    private static readonly string[] Large =
    [
        "nvidia-",
        "torch",
        "vllm",
        "triton",
        "flashinfer",
        "cupy",
        "xformers",
        "ray",
        "llvmlite",
        "opencv",
    ];

    /// <summary>Fills it.</summary>
    /// <param name="locked">The lock.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="work">A folder of its own on the same disk, for what is not whole yet.</param>
    /// <param name="platform">What pip must be told of a Python and platform that are not its own.</param>
    /// <param name="onDone">Hears how many packages are there.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many packages were fetched.</returns>
    /// <exception cref="UserErrorException">A package cannot be had.</exception>
    public async Task<int> FillAsync(
        PythonLock locked,
        string folder,
        string work,
        ImmutableArray<string> platform,
        Action<int> onDone,
        CancellationToken cancellation
    )
    {
        system.CreateDirectory(folder);
        var there = await WheelFolder.LookAsync(folder, cancellation);
        var missing = there.Missing(locked);
        var done = locked.Packages.Count - missing.Length;
        foreach (var batch in Batches(missing))
        {
            onDone(done);
            await FetchAsync(batch, folder, work, platform, cancellation);
            done += batch.Length;
        }

        onDone(done);
        return missing.Length;
    }

    private async Task FetchAsync(
        LockedPackage[] batch,
        string folder,
        string work,
        ImmutableArray<string> platform,
        CancellationToken cancellation
    )
    {
        var fetched = Path.Combine(work, "fetched");
        system.CreateDirectory(fetched);
        var list = Path.Combine(work, "batch.txt");
        Write(list, string.Concat(batch.Select(package => package.Line + "\n")));
        await log.RunAsync(
            new ToolCall(
                python,
                [
                    "-I",
                    "-m",
                    "pip",
                    "download",
                    "--no-deps",
                    "--require-hashes",
                    .. PipCalls.Quiet,
                    .. platform,
                    "--dest",
                    fetched,
                    "--requirement",
                    list,
                ],
                work
            )
            {
                Variables = PipCalls.Variables(work),
            },
            onLine: null,
            cancellation
        );
        var came = await WheelFolder.LookAsync(fetched, cancellation);
        foreach (var package in batch)
        {
            var file =
                came.FileOf(package)
                ?? throw new UserErrorException(
                    $"{package.Name} {package.Version} came, but not as the file that the lock names; all that pip said is in {log.Path}."
                );
            system.MoveFile(Path.Combine(fetched, file), Path.Combine(folder, file));
        }

        system.DeleteDirectory(fetched);
    }

    private static IEnumerable<LockedPackage[]> Batches(ImmutableArray<LockedPackage> packages)
    {
        var small = packages.Where(package => !IsLarge(package)).Chunk(BatchSize);
        return small.Concat(packages.Where(IsLarge).Select(package => new[] { package }));
    }

    private static bool IsLarge(LockedPackage package) =>
        Array.Exists(Large, name => package.Name.StartsWith(name, StringComparison.Ordinal));

    private void Write(string path, string text)
    {
        using var file = system.Create(path);
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}
