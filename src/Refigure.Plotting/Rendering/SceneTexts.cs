using System.Collections.Immutable;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Rendering;

/// <summary>All texts of a scene in one weight, inside clipped parts too.</summary>
internal static class SceneTexts
{
    /// <summary>The characters of the plain or of the bold texts.</summary>
    public static UsedCharacters Used(Scene scene, bool bold) => UsedCharacters.Of(Texts(scene.Items, bold));

    private static IEnumerable<string> Texts(ImmutableArray<SceneItem> items, bool bold)
    {
        foreach (var item in items)
        {
            if (item is TextItem text && text.Bold == bold)
            {
                yield return text.Text;
            }
            else if (item is ClipItem clip)
            {
                foreach (var inner in Texts(clip.Items, bold))
                {
                    yield return inner;
                }
            }
        }
    }
}
