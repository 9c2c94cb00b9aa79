using System.IO.Compression;

namespace Refigure.Results;

/// <summary>
/// Raw files in a run folder, by their plain names: <c>engine.log</c> may lie there as <c>engine.log.gz</c>, and is read
/// all the same.
/// </summary>
public static class RawFiles
{
    /// <summary>The engine's log.</summary>
    public const string EngineLog = "engine.log";

    /// <summary>Samples × cores, percent, one sample each 0.1 s; see <see cref="CpuUsageSamples"/>.</summary>
    public const string CpuUsage = "cpu_usage.json";

    /// <summary>What was sampled while an engine ran; see <see cref="ProcessSamples"/>.</summary>
    public const string Samples = "samples.csv";

    /// <summary>What the start-up script said about the run, as an imported recording keeps it.</summary>
    public const string Facts = "facts.json";

    internal const string Gzipped = ".gz";

    /// <summary>Opens the file and decompresses it where it lies gzipped; null if the folder has neither form.</summary>
    public static Stream? Open(string runFolder, string name)
    {
        var path = Path.Combine(runFolder, name);
        if (File.Exists(path))
        {
            return File.OpenRead(path);
        }

        path += Gzipped;
        return File.Exists(path) ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress) : null;
    }

    /// <summary>Whether the name may stand in a run folder: safe segments, with <c>/</c> between them.</summary>
    internal static bool IsSafeName([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? name) =>
        name is not null
        && Array.TrueForAll(name.Split('/'), FolderName.IsSafe)
        && !name.EndsWith(Gzipped, StringComparison.Ordinal)
        && name != RunFolder.RecordName;
}
