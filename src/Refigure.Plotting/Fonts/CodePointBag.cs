using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Fonts;

/// <summary>Collects code points, those of Latin only once.</summary>
internal sealed class CodePointBag
{
    private readonly bool[] _latin = new bool[0x250];
    private int[] _codePoints = new int[128];
    private int _count;

    public void AddAll(ImmutableArray<SceneItem> items, bool bold)
    {
        foreach (var item in items)
        {
            if (item is TextItem text && text.Bold == bold)
            {
                Add(text.Text);
            }
            else if (item is ClipItem clip)
            {
                AddAll(clip.Items, bold);
            }
        }
    }

    /// <summary>The code points in order, each once.</summary>
    public int[] ToSortedArray()
    {
        Array.Sort(_codePoints, 0, _count);
        var distinct = 0;
        for (var i = 0; i < _count; i++)
        {
            if (i == 0 || _codePoints[i] != _codePoints[i - 1])
            {
                _codePoints[distinct++] = _codePoints[i];
            }
        }

        var result = new int[distinct];
        Array.Copy(_codePoints, result, distinct);
        return result;
    }

    private void Add(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value >= _latin.Length || !_latin[rune.Value])
            {
                Add(rune.Value);
            }
        }
    }

    private void Add(int codePoint)
    {
        if (codePoint < _latin.Length)
        {
            _latin[codePoint] = true;
        }

        if (_count == _codePoints.Length)
        {
            var larger = new int[2 * _count];
            Array.Copy(_codePoints, larger, _count);
            _codePoints = larger;
        }

        _codePoints[_count++] = codePoint;
    }
}
