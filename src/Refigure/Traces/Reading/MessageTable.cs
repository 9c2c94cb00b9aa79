using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Refigure.Traces.Reading;

/// <summary>Adds collectives up by their messages. A text that names a new size in each event fills it only so far.</summary>
internal sealed class MessageTable
{
    private const int MostSizes = 1 << 14;
    private readonly Dictionary<CollectiveMessage, (long Calls, long Total, long Least)> _sums = [];

    public void Add(long device, in NcclArguments arguments, long duration)
    {
        if (
            arguments is not { Collective: { } name, DataType: { } type, In: { } given, Out: { } got, Group: { } group }
        )
        {
            return;
        }

        var key = new CollectiveMessage(device, name, type, given, got, group);
        if (_sums.Count >= MostSizes && !_sums.ContainsKey(key))
        {
            return;
        }

        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out var exists);
        sums = (sums.Calls + 1, sums.Total + duration, exists ? Math.Min(sums.Least, duration) : duration);
    }

    /// <summary>Those with the most time first.</summary>
    public ImmutableArray<CollectiveMessage> ToMessages() =>
        [
            .. _sums
                .OrderBy(s => s.Key.Device)
                .ThenByDescending(s => s.Value.Total)
                .ThenBy(s => s.Key.Name, StringComparer.Ordinal)
                .Select(s => s.Key with { Calls = s.Value.Calls, Total = s.Value.Total, Least = s.Value.Least }),
        ];
}
