using System.Collections.Immutable;
using System.Text.Json;

namespace Refigure.Results;

/// <summary>
/// CPU usage over time, as the startup study samples it (<c>cpu_usage.json</c>): an array of samples, each an array with the
/// percentage of every core.
/// </summary>
/// <param name="Cores">Number of cores, the same in every sample.</param>
/// <param name="Percent">Samples × cores, sample by sample, 0 to 100.</param>
public sealed record CpuUsageSamples(int Cores, ImmutableArray<double> Percent)
{
    /// <summary>The time between two samples in seconds, as the study's sampler sets it; the file does not say it.</summary>
    public const double IntervalSeconds = 0.1;

    /// <summary>Number of samples.</summary>
    public int Count => Cores == 0 ? 0 : Percent.Length / Cores;

    /// <summary>The percentage of one core in one sample, both 0-based.</summary>
    public double this[int sample, int core] =>
        (uint)core < (uint)Cores
            ? Percent[(sample * Cores) + core]
            : throw new ArgumentOutOfRangeException(nameof(core), core, $"there are {Cores} cores");

    /// <summary>The samples of a stored run; null if it has none.</summary>
    /// <exception cref="UserErrorException">The file is damaged.</exception>
    public static CpuUsageSamples? Of(MeasuredRun run)
    {
        var folder = RunFolder.PathOf(run.Root, run.Record.Identity);
        using var content = RawFiles.Open(folder, RawFiles.CpuUsage);
        if (content is null)
        {
            return null;
        }

        using var text = new MemoryStream();
        content.CopyTo(text);
        return Read(text.GetBuffer().AsSpan(0, (int)text.Length), Path.Combine(folder, RawFiles.CpuUsage));
    }

    /// <summary>Reads the file's text.</summary>
    /// <param name="text">The content.</param>
    /// <param name="path">Its path, for the message.</param>
    /// <exception cref="UserErrorException">It is not an array of equally long arrays of percentages.</exception>
    public static CpuUsageSamples Read(ReadOnlySpan<byte> text, string path)
    {
        try
        {
            return Read(text);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            var what = e is JsonException { LineNumber: { } line } ? $"no JSON, see its line {line + 1}" : e.Message;
            throw new UserErrorException(
                $"{path} is damaged: {what}; expected an array of samples, each an array with the percentage of every core.",
                e
            );
        }
    }

    private static CpuUsageSamples Read(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        var percent = ImmutableArray.CreateBuilder<double>();
        var cores = -1;
        var sample = 0;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            throw new FormatException("it is no array");
        }

        for (; reader.Read() && reader.TokenType == JsonTokenType.StartArray; sample++)
        {
            var before = percent.Count;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                percent.Add(Value(in reader, sample, percent.Count - before));
            }

            var found = percent.Count - before;
            cores = cores < 0 ? found : cores;
            if (found != cores || cores == 0)
            {
                throw new FormatException($"sample {sample} has {found} cores, the first has {cores}");
            }
        }

        if (reader.TokenType != JsonTokenType.EndArray)
        {
            throw new FormatException($"sample {sample} is no array");
        }

        return reader.Read()
            ? throw new FormatException("something follows after its end")
            : new(Math.Max(cores, 0), percent.DrainToImmutable());
    }

    private static double Value(in Utf8JsonReader reader, int sample, int core) =>
        reader.TokenType == JsonTokenType.Number && reader.GetDouble() is >= 0 and <= 100 and var value
            ? value
            : throw new FormatException($"core {core} of sample {sample} is not a number from 0 to 100");
}
