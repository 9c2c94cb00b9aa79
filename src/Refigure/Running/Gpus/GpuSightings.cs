using System.Collections.Immutable;
using System.Globalization;
using Refigure.Nodes.Gpus;
using Refigure.Running.Processes;

namespace Refigure.Running.Gpus;

/// <summary>
/// Who was seen on the GPUs of a run. A foreign process disturbs it, but only where the engine's own was recognised too: else
/// ids mean something else here, or the engine runs in a container, and nobody can tell them apart.
/// </summary>
internal sealed class GpuSightings
{
    // Each look walks /proc.
    private const int MostLooks = 20;
    private readonly Lock _lock = new();
    private readonly List<(GpuProcess Process, TimeSpan At)> _early = [];
    private readonly Dictionary<int, Sighting> _seen = [];
    private ProcessIdentity? _engine;

    /// <summary>Somebody was seen.</summary>
    /// <param name="process">Who.</param>
    /// <param name="at">When, on any clock.</param>
    public void See(GpuProcess process, TimeSpan at)
    {
        lock (_lock)
        {
            if (_engine is null)
            {
                _early.Add((process, at));
                return;
            }

            var sighting = _seen.GetValueOrDefault(process.Id) ?? new Sighting(process, GpuOwner.Unknown, at, 0);
            var owner = sighting.Owner;
            if (owner == GpuOwner.Unknown && sighting.Count < MostLooks)
            {
                var tree = new ProcessTree(_engine, trustSession: true).Find();
                owner = GpuOwners.Of(process, tree.Select(member => member.Id).ToHashSet());
            }

            _seen[process.Id] = sighting with { Process = process, Owner = owner, Count = sighting.Count + 1 };
        }
    }

    /// <summary>The engine is known from now on.</summary>
    public void Know(ProcessIdentity engine)
    {
        lock (_lock)
        {
            _engine = engine;
            foreach (var (process, at) in _early)
            {
                See(process, at);
            }

            _early.Clear();
        }
    }

    /// <summary>What can be said at the end.</summary>
    /// <param name="offset">From the sightings' clock to the time since the engine's start.</param>
    /// <returns>A fact, and why the run is disturbed.</returns>
    public (string Fact, ImmutableArray<string> Broken) Judge(TimeSpan offset)
    {
        lock (_lock)
        {
            Sighting[] all = [.. _seen.Values.OrderBy(s => s.Process.Id)];
            if (all.Length == 0)
            {
                return ("nvidia-smi showed none", []);
            }

            if (!all.Any(s => s.Owner == GpuOwner.Ours))
            {
                return ($"processes on the GPU cannot be told apart here: {Names(all)}", []);
            }

            // An id that is nobody's here was somebody's who ended at once; once is too little to tell whose.
            Sighting[] foreign =
            [
                .. all.Where(s => s.Owner == GpuOwner.Foreign || (s.Owner == GpuOwner.Unknown && s.Count > 1)),
            ];
            return (
                Names(all.Where(s => s.Owner == GpuOwner.Ours)),
                [
                    .. foreign.Select(s =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"another process was on its GPU: {s.Process}, first seen {Math.Max(0, (s.First + offset).TotalSeconds):0.0} s after the start"
                        )
                    ),
                ]
            );
        }
    }

    private static string Names(IEnumerable<Sighting> sightings) =>
        string.Join(", ", sightings.Select(s => s.Process.ToString()));

    private sealed record Sighting(GpuProcess Process, GpuOwner Owner, TimeSpan First, int Count);
}
