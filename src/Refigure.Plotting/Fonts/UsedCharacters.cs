using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Fonts;

/// <summary>
/// The characters that a drawing uses of one face, numbered from 1 in order of their code points; 0 is .notdef. Each
/// character gets a glyph of its own in the subset, even where the font draws two alike: so that the text that a
/// reader copies out of the file is the text that was put in.
/// </summary>
internal sealed class UsedCharacters
{
    private const int Latin = 256;

    private readonly int[] _codePoints;
    private readonly ushort[] _latin = new ushort[Latin];

    private UsedCharacters(int[] codePoints)
    {
        _codePoints = codePoints;
        for (var i = 0; i < codePoints.Length && codePoints[i] < Latin; i++)
        {
            _latin[codePoints[i]] = (ushort)(i + 1);
        }
    }

    /// <summary>The code points in order; the first one is glyph 1.</summary>
    public ReadOnlySpan<int> CodePoints => _codePoints;

    /// <summary>The characters of all plain or of all bold texts of the scene, inside clipped parts too.</summary>
    public static UsedCharacters Of(Scene scene, bool bold) => Of([scene], bold);

    /// <summary>The same of several scenes.</summary>
    public static UsedCharacters Of(ReadOnlySpan<Scene> scenes, bool bold)
    {
        var collected = new CodePointBag();
        foreach (var scene in scenes)
        {
            collected.AddAll(scene.Items, bold);
        }

        return new UsedCharacters(collected.ToSortedArray());
    }

    /// <summary>The number of a used character; 0 for one that is not.</summary>
    public ushort NumberOf(int codePoint)
    {
        if (codePoint < Latin)
        {
            return _latin[codePoint];
        }

        var (low, high) = (0, _codePoints.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_codePoints[middle] < codePoint)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < _codePoints.Length && _codePoints[low] == codePoint ? (ushort)(low + 1) : (ushort)0;
    }
}
