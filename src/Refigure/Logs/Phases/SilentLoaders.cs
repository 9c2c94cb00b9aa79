using Refigure.Logs.Lines;

namespace Refigure.Logs.Phases;

/// <summary>The loaders that do not print how long the weights took: the line is the default loader's.</summary>
internal static class SilentLoaders
{
    private static readonly (string Format, string? Until)[] Formats =
    [
        ("tensorizer", null),
        ("runai_streamer", null),
        ("runai_streamer_sharded", null),
        ("sharded_state", "0.11"),
        ("gguf", null),
        ("bitsandbytes", null),
        ("dummy", null),
    ];

    /// <summary>Whether a load format, as the banner has it, is one of them in a version.</summary>
    public static bool Contains(string format, EngineVersion? version)
    {
        var name = format.Replace("LoadFormat.", "", StringComparison.Ordinal);
        foreach (var (silent, until) in Formats)
        {
            if (string.Equals(silent, name, StringComparison.OrdinalIgnoreCase))
            {
                return until is null || version <= EngineVersion.Parse(until, int.MaxValue);
            }
        }

        return false;
    }
}
