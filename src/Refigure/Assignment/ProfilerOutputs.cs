using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Refigure.Results;
using Refigure.Secrets;
using Refigure.Traces;

namespace Refigure.Assignment;

/// <summary>The profiler's own files of a run, as they lie there, for whoever wants to look into them.</summary>
public static class ProfilerOutputs
{
    /// <summary>The most bytes that are packed: more than that is no hand-in any more.</summary>
    public const long Most = 64L << 20;

    private const string Gzipped = ".gz";

    /// <summary>The files, or the sentence that says why they are left out.</summary>
    /// <param name="run">The run.</param>
    /// <param name="secrets">What must not leave this machine; reports of profilers may hold variables.</param>
    /// <exception cref="UserErrorException">A file cannot be read.</exception>
    public static (ImmutableArray<AssignmentFile> Files, AssignmentGap? LeftOut) Of(MeasuredRun run, SecretMask secrets)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(secrets);
        var folder = RunFolder.PathOf(run.Root, run.Record.Identity);
        (string Name, string Path)[] found =
        [
            .. run
                .Record.Files.Select(f => f.Name)
                .Where(name =>
                    name.StartsWith(ProfiledRun.Folder + "/", StringComparison.Ordinal) && RawFiles.IsSafeName(name)
                )
                .Select(name => (name[(ProfiledRun.Folder.Length + 1)..], Stored(folder, name)))
                .Where(f => f.Item2 is not null)
                .Select(f => (f.Item1, f.Item2!)),
        ];
        try
        {
            if (found.Sum(f => new FileInfo(f.Path).Length) is var bytes && bytes > Most)
            {
                return Without($"are {bytes >> 20} MB, and more than {Most >> 20} MB are not packed", folder);
            }

            return found.Any(f => HasSecret(f.Path, secrets))
                ? Without("have a secret of this machine in them", folder)
                : (
                    [
                        .. found.Select(f => new AssignmentFile(
                            $"data/profile/{f.Name}{(f.Path.EndsWith(Gzipped, StringComparison.Ordinal) ? Gzipped : "")}",
                            ImmutableCollectionsMarshal.AsImmutableArray(File.ReadAllBytes(f.Path))
                        )),
                    ],
                    null
                );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UserErrorException($"{folder} cannot be read ({e.Message.TrimEnd('.')}): restore its traces.", e);
        }
    }

    private static (ImmutableArray<AssignmentFile>, AssignmentGap?) Without(string why, string folder) =>
        (
            [],
            new AssignmentGap(
                "the profiler's own files",
                $"The profiler's own files are left out, for they {why}; they lie in {Path.Combine(folder, ProfiledRun.Folder)}."
            )
            {
                IsMissed = false,
            }
        );

    private static string? Stored(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path
            : File.Exists(path + Gzipped) ? path + Gzipped
            : null;
    }

    // What is masked is shorter than what was read.
    private static bool HasSecret(string path, SecretMask secrets)
    {
        if (secrets.IsEmpty)
        {
            return false;
        }

        var (read, kept) = (0L, 0L);
        var filter = new SecretFilter(secrets, bytes => kept += bytes.Length);
        using var stored = File.OpenRead(path);
        using Stream content = path.EndsWith(Gzipped, StringComparison.Ordinal)
            ? new GZipStream(stored, CompressionMode.Decompress)
            : stored;
        var buffer = new byte[1 << 17];
        int count;
        while ((count = content.Read(buffer)) > 0)
        {
            read += count;
            filter.Pass(buffer.AsSpan(0, count));
        }

        filter.End();
        return kept != read;
    }
}
