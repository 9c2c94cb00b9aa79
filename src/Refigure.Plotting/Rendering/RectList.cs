namespace Refigure.Plotting.Rendering;

/// <summary>
/// A growing list of plain rectangles. Not a <c>List</c> of them: the framework's collections over our own structs are
/// not compiled ahead of time, and would be compiled at each start of the program.
/// </summary>
internal sealed class RectList(int capacity)
{
    private PlainRect[] _items = new PlainRect[Math.Max(4, capacity)];

    public int Count { get; private set; }

    public ref readonly PlainRect this[int index] => ref _items[index];

    public void Add(in PlainRect item)
    {
        if (Count == _items.Length)
        {
            var larger = new PlainRect[2 * Count];
            Array.Copy(_items, larger, Count);
            _items = larger;
        }

        _items[Count++] = item;
    }
}
