using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;

namespace Refigure.Environments.Python;

/// <summary>A folder of wheels, looked at: which files are in it, by their SHA-256.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Files">File names by digest, lower-case hex.</param>
internal sealed record WheelFolder(string Folder, ImmutableSortedDictionary<string, string> Files)
{
    private static readonly string[] Endings = [".whl", ".tar.gz", ".zip"];

    /// <summary>Looks. A folder that is not there is empty.</summary>
    public static async Task<WheelFolder> LookAsync(string folder, CancellationToken cancellation)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (Directory.Exists(folder))
        {
            foreach (var path in Directory.GetFiles(folder).Where(IsPackage).Order(StringComparer.Ordinal))
            {
                files[await HashAsync(path, cancellation)] = Path.GetFileName(path);
            }
        }

        return new WheelFolder(folder, files.ToImmutable());
    }

    /// <summary>SHA-256 of a file, lower-case hex.</summary>
    public static async Task<string> HashAsync(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
    }

    /// <summary>Whether a file is a wheel or a source archive, by its name.</summary>
    public static bool IsPackage(string path) =>
        Array.Exists(Endings, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>The file of a package; null if it is not there.</summary>
    public string? FileOf(LockedPackage package) =>
        package.Hashes.Select(hash => Files.GetValueOrDefault(hash)).FirstOrDefault(file => file is not null);

    /// <summary>The packages of a lock that are not there.</summary>
    public ImmutableArray<LockedPackage> Missing(PythonLock locked) =>
        [.. locked.Packages.Values.Where(package => FileOf(package) is null)];

    /// <summary>Bytes of the files of a lock that are there.</summary>
    public long Bytes(PythonLock locked) =>
        locked.Packages.Values.Select(FileOf).OfType<string>().Sum(f => new FileInfo(Path.Combine(Folder, f)).Length);

    /// <summary>Refuses to install from it if something is missing or is another file, before pip is asked.</summary>
    /// <exception cref="UserErrorException">The sentence names the first such package, and what is there instead.</exception>
    public void RefuseUnlessComplete(string environment, string named, PythonLock locked)
    {
        if (Missing(locked) is not [var first, ..] missing)
        {
            return;
        }

        var instead = Files.Values.FirstOrDefault(file => IsNamed(file, first));
        var what = instead is null
            ? $"{first.Name} {first.Version} is not in it"
            : $"{instead} in it is not the file that is locked: it is damaged, or for another Python or platform";
        throw new UserErrorException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"--wheelhouse {named} lacks {missing.Length} of the {locked.Packages.Count} packages that {locked.File} names: {what}; fill it where there is a network, with --target Wheelhouse --env {environment}."
            )
        );
    }

    // vllm-0.25.1-cp38-abi3-manylinux1_x86_64.whl, quantile-python-1.1.tar.gz
    private static bool IsNamed(string file, LockedPackage package)
    {
        var end = file.EndsWith(".whl", StringComparison.OrdinalIgnoreCase)
            ? file.IndexOf('-', StringComparison.Ordinal)
            : file.LastIndexOf('-');
        return end > 0
            && PythonLock.Normal(file[..end]) == package.Name
            && file[(end + 1)..].StartsWith(package.Version.Replace('+', '_').Split('_')[0], StringComparison.Ordinal);
    }
}
