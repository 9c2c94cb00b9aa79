namespace Refigure.Plotting.Rendering;

/// <summary>Finds rectangles by their upper left corner: a hash table with open addressing.</summary>
internal sealed class CornerIndex
{
    private readonly RectList _rects;
    private readonly int[] _slots; // index + 1; 0 for a free slot

    public CornerIndex(RectList rects)
    {
        _rects = rects;
        var size = 16;
        while (size < 2 * rects.Count)
        {
            size *= 2;
        }

        _slots = new int[size];
        for (var i = 0; i < rects.Count; i++)
        {
            _slots[SlotOf(rects[i].Rect.Left, rects[i].Rect.Top)] = i + 1;
        }
    }

    /// <summary>The index of the rectangle that begins there; −1 if none does.</summary>
    public int Find(long left, long top) => _slots[SlotOf(left, top)] - 1;

    /// <summary>The slot that holds that corner, or the free one where it belongs.</summary>
    private int SlotOf(long left, long top)
    {
        var mask = _slots.Length - 1;
        var hash = unchecked((ulong)((left * 73856093) ^ (top * 19349663)) * 0x9E3779B97F4A7C15);
        for (var slot = (int)(hash >> 40) & mask; ; slot = (slot + 1) & mask)
        {
            if (_slots[slot] == 0)
            {
                return slot;
            }

            ref readonly var rect = ref _rects[_slots[slot] - 1];
            if (rect.Rect.Left == left && rect.Rect.Top == top)
            {
                return slot;
            }
        }
    }
}
