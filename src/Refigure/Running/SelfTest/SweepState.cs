using System.Collections.Immutable;
using System.Text;
using Refigure.Results;

namespace Refigure.Running.SelfTest;

/// <summary>What lies in a runs root after an experiment.</summary>
/// <param name="Runs">Each run's place, with what must not depend on when it was made.</param>
/// <param name="Hashes">Each run's place, with the hash that names this very run.</param>
/// <param name="Measurements">The text of <c>measurements.csv</c>; empty if there is none.</param>
/// <param name="Leftovers">Folders and files that no run has.</param>
internal sealed record SweepState(
    ImmutableSortedDictionary<string, string> Runs,
    ImmutableSortedDictionary<string, string> Hashes,
    string Measurements,
    ImmutableArray<string> Leftovers
)
{
    /// <summary>Looks at a root.</summary>
    public static SweepState Of(string root)
    {
        RunRecord[] records = [.. RunFolder.List(root).Select(folder => RunFolder.Read(root, folder))];
        var csv = Path.Combine(root, MeasurementsFile.Name);
        return new SweepState(
            Sorted(records, Essence),
            Sorted(records, r => r.Hash),
            File.Exists(csv) ? File.ReadAllText(csv) : "",
            [
                .. Directory
                    .EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories)
                    .Where(path =>
                        Path.GetFileName(path) is var name
                        && (
                            name.Contains(".partial-")
                            || name.EndsWith(".failed", StringComparison.Ordinal)
                            || name.EndsWith(PendingRun.Interrupted, StringComparison.Ordinal)
                        )
                    )
                    .Select(path => Path.GetRelativePath(root, path)),
            ]
        );
    }

    /// <summary>The finished runs of a root that may be in any state: place and hash.</summary>
    public static ImmutableSortedDictionary<string, string> Finished(string root) => Of(root).Hashes;

    /// <summary>What is not as it should be.</summary>
    /// <param name="undisturbed">What an undisturbed experiment leaves.</param>
    /// <param name="before">The runs that were finished before the last start.</param>
    /// <param name="mark">What processes of the experiment carry in their environment.</param>
    public ImmutableArray<string> Compare(
        SweepState undisturbed,
        ImmutableSortedDictionary<string, string> before,
        string mark
    )
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        if (!Runs.SequenceEqual(undisturbed.Runs))
        {
            problems.Add($"other runs than undisturbed: {string.Join(", ", Runs)}");
        }

        if (Measurements != undisturbed.Measurements)
        {
            problems.Add("other measurements than undisturbed");
        }

        problems.AddRange(
            before
                .Where(run => Hashes.GetValueOrDefault(run.Key) != run.Value)
                .Select(run => $"{run.Key} was finished, and was made again or lost")
        );
        problems.AddRange(Leftovers.Select(path => $"{path} was left"));
        problems.AddRange(Alive(mark).Select(id => $"process {id} was left"));
        return problems.DrainToImmutable();
    }

    private static string Essence(RunRecord record) =>
        $"{record.InputsHash} {record.Valid} {string.Join(' ', record.Files.Where(f => f.Name == RawFiles.EngineLog).Select(f => f.Sha256))}";

    private static ImmutableSortedDictionary<string, string> Sorted(RunRecord[] records, Func<RunRecord, string> of) =>
        records.ToImmutableSortedDictionary(r => r.Identity.RelativeFolder, of, StringComparer.Ordinal);

    private static IEnumerable<string> Alive(string mark)
    {
        if (!Directory.Exists("/proc"))
        {
            yield break;
        }

        var wanted = Encoding.UTF8.GetBytes($"REFIGURE_RUN={mark}");
        foreach (
            var folder in Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0]))
        )
        {
            if (Environment(folder).AsSpan().IndexOf(wanted) >= 0)
            {
                yield return Path.GetFileName(folder);
            }
        }
    }

    private static byte[] Environment(string folder)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is somebody else's.
            return [];
        }
    }
}
