using System.Collections.Immutable;

namespace Refigure.Running.Processes;

/// <summary>Ends all of a tree, and verifies that nothing of it is left.</summary>
internal static class TreeEnding
{
    /// <summary>
    /// Gives what is there <paramref name="grace"/> to end by itself, then kills, again and again for what is started
    /// meanwhile, for at most <paramref name="patience"/>.
    /// </summary>
    /// <returns>Names and ids of what was killed, and whether all are gone.</returns>
    public static (ImmutableArray<string> Ended, bool AllGone) EndAll(
        ProcessTree tree,
        TimeSpan grace,
        TimeSpan patience,
        TimeProvider clock,
        ManualResetEventSlim never
    )
    {
        var start = clock.GetTimestamp();
        var ended = new SortedDictionary<int, string>();
        while (true)
        {
            var alive = 0;
            var passed = clock.GetElapsedTime(start);
            foreach (var member in tree.Find())
            {
                if (member.IsZombie)
                {
                    ProcessTree.Reap(member);
                    continue;
                }

                alive++;
                if (passed >= grace)
                {
                    ended[member.Id] = $"{member.Name} {member.Id}";
                    ProcessTree.Signal(member.Id, member.StartTicks, LinuxCalls.Kill);
                }
            }

            if (alive == 0 || passed > patience)
            {
                return ([.. ended.Values], alive == 0);
            }

            _ = never.Wait(TimeSpan.FromMilliseconds(10));
        }
    }
}
