using System.Collections.Immutable;
using System.Security.Cryptography;
using Refigure.Quality;

namespace Refigure.Results;

/// <summary>Recomputes every digest of stored runs.</summary>
public static class RunVerifier
{
    /// <summary>
    /// Compares each raw file of each run with the digest in its <c>run.json</c>, and the run's hash with both.
    /// </summary>
    /// <returns>
    /// What differs: <c>missing-file</c>, <c>changed-file</c>, or <c>wrong-hash</c> where <c>run.json</c> itself was
    /// changed. Empty if all is as it was written.
    /// </returns>
    /// <exception cref="UserErrorException">A damaged <c>run.json</c>.</exception>
    public static ImmutableArray<Finding> Verify(string root, IReadOnlyCollection<string>? experiments = null)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var folder in RunFolder.List(root, experiments))
        {
            findings.AddRange(Verify(folder, RunFolder.Read(root, folder)));
        }

        return findings.ToImmutable();
    }

    /// <summary>The same for one run, whose record was read.</summary>
    public static ImmutableArray<Finding> Verify(string folder, RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var run = record.Identity.RelativeFolder;
        foreach (var file in record.Files)
        {
            if (Check(folder, file) is var (kind, what))
            {
                findings.Add(new(kind, $"{run}/{file.Name} {what}.", [run]));
            }
        }

        if (RunHash.Compute(record.Identity, record.Files) != record.Hash)
        {
            findings.Add(
                new(
                    "wrong-hash",
                    $"{run}/{RunFolder.RecordName} was changed: its hash is not that of its identity and files.",
                    [run]
                )
            );
        }

        return findings.ToImmutable();
    }

    private static (string Kind, string What)? Check(string folder, RawFile file)
    {
        using var content = RawFiles.Open(folder, file.Name);
        if (content is null)
        {
            return ("missing-file", "is not there");
        }

        try
        {
            var digest = Convert.ToHexStringLower(SHA256.HashData(content));
            return digest == file.Sha256
                ? null
                : ("changed-file", $"was changed: its SHA-256 is {digest}, recorded was {file.Sha256}");
        }
        catch (InvalidDataException)
        {
            return ("changed-file", "was changed: it cannot be decompressed");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ("changed-file", $"cannot be read ({e.Message.TrimEnd('.')})");
        }
    }
}
