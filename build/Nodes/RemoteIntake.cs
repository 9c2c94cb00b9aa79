using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Refigure.Nodes.Ssh;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Build.Nodes;

/// <summary>Brings a node's finished runs: those that are asked for and not here as they are there.</summary>
/// <param name="work">What the node has to do.</param>
/// <param name="fetch">Brings runs of the node as an archive.</param>
/// <param name="intake">Takes runs over.</param>
/// <param name="root">The runs root here.</param>
/// <param name="say">Hears what the user must know.</param>
internal sealed class RemoteIntake(
    RemoteWork work,
    Func<IEnumerable<string>, Func<Stream, Task>, CancellationToken, Task> fetch,
    RunIntake intake,
    string root,
    Action<string> say
)
{
    private const int AtOnce = 100;
    private const int MostTries = 5;

    private readonly Dictionary<string, string> _seen = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _surprises = new(StringComparer.Ordinal);
    private int _failures;

    /// <summary>The records of what was brought, by folder.</summary>
    public Dictionary<string, RunRecord> Brought { get; } = new(StringComparer.Ordinal);

    /// <summary>Leaves what lies there now, for it is made again.</summary>
    public void Ignore(JobLook look)
    {
        foreach (var (run, digest) in look.Runs)
        {
            _seen[run] = digest;
        }
    }

    /// <summary>Brings what is new.</summary>
    /// <exception cref="NodeUnreachableException">The node does not answer; the next call brings the rest.</exception>
    /// <exception cref="UserErrorException">A run arrives damaged again and again, or cannot be stored here.</exception>
    public async Task BringAsync(Plan plan, JobLook look, CancellationToken cancellation)
    {
        var asked = new Asked(plan);
        var news = look.Runs.Where(run => asked.Has(run.Key, root) && IsNew(run.Key, run.Value)).ToArray();
        foreach (var part in news.Chunk(AtOnce))
        {
            string[] runs = [.. part.Select(run => run.Key)];
            try
            {
                ImmutableArray<RunRecord> records = [];
                await fetch(
                    runs,
                    async archive => records = await intake.TakeAsync(archive, work.Node.Name, runs, cancellation),
                    cancellation
                );
                foreach (var record in records)
                {
                    Brought[record.Identity.RelativeFolder] = record;
                    Compare(record);
                }

                foreach (var (run, digest) in part.Where(run => Brought.ContainsKey(run.Key)))
                {
                    _seen[run] = digest;
                }
            }
            catch (InvalidDataException e)
            {
                // It may have been replaced while it was packed, or the connection was cut.
                if (++_failures >= MostTries)
                {
                    throw new UserErrorException(
                        $"Runs of node {work.Node.Name} arrive damaged ({e.Message}): look at them there, in runs of its folder.",
                        e
                    );
                }
            }
        }
    }

    private bool IsNew(string run, string digest) =>
        _seen.GetValueOrDefault(run) is { } seen ? seen != digest : DigestHere(run) != digest;

    private string? DigestHere(string run)
    {
        var path = Path.Combine(root, run, RunFolder.RecordName);
        return File.Exists(path) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) : null;
    }

    // What the study says of a machine, against what this one says of itself.
    private void Compare(RunRecord record)
    {
        foreach (var (fact, expected) in work.Node.Expect)
        {
            if (
                record.NodeFacts.TryGetValue(fact, out var found)
                && !found.Contains(expected, StringComparison.OrdinalIgnoreCase)
                && _surprises.Add(fact)
            )
            {
                say($"its {fact} is {found}, and {expected} is expected of it (envs/nodes.yaml).");
            }
        }
    }

    // The runs of a plan that are to be made, and the further iterations of its cases that want to be precise.
    private sealed class Asked(Plan plan)
    {
        private readonly HashSet<string> _toMake = [.. plan.ToMake.Select(r => r.Identity.RelativeFolder)];
        private readonly HashSet<string> _planned = [.. plan.Runs.Select(r => r.Identity.RelativeFolder)];
        private readonly HashSet<string> _precise =
        [
            .. plan
                .Runs.Where(r => r.Case.Caches.Any(c => c.Cache == r.Identity.Cache && c.Precision is not null))
                .Select(r => Stem(r.Identity.RelativeFolder)),
        ];

        public bool Has(string run, string root) =>
            _toMake.Contains(run)
            || (
                !_planned.Contains(run)
                && _precise.Contains(Stem(run))
                && int.TryParse(
                    run.AsSpan(run.LastIndexOf('-') + 1),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out _
                )
                && !File.Exists(Path.Combine(root, run, RunFolder.RecordName))
            );

        private static string Stem(string run) => run[..(run.LastIndexOf('-') + 1)];
    }
}
