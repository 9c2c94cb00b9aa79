namespace Refigure.Imports.Serving;

/// <summary>Sequences of values.</summary>
internal static class PartSequences
{
    /// <summary>The first; null if there is none.</summary>
    public static JsonPart? FirstOrNull(this IEnumerable<JsonPart> parts)
    {
        foreach (var part in parts)
        {
            return part;
        }

        return null;
    }
}
