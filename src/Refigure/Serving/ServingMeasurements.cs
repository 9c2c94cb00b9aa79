using System.Collections.Immutable;
using System.Text;
using Refigure.Results;

namespace Refigure.Serving;

/// <summary>The measurements of a run folder that holds a load.</summary>
public static class ServingMeasurements
{
    /// <summary>Reads <c>load.json</c> and <c>requests.jsonl</c>; empty if there is no load, or a profiler slowed it.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="files">Its raw files, as its record lists them.</param>
    /// <param name="relative">The same, relative to the runs root, for the sources.</param>
    /// <exception cref="UserErrorException">A file that is damaged.</exception>
    public static ImmutableArray<Measurement> Of(string folder, ImmutableArray<RawFile> files, string relative)
    {
        using var content = RawFiles.Open(folder, ServingFiles.Load);
        if (content is null)
        {
            return [];
        }

        using var reader = new StreamReader(content, Encoding.UTF8);
        var text = reader.ReadToEnd();
        var facts = LoadFactsFile.Read(Encoding.UTF8.GetBytes(text), Path.Combine(folder, ServingFiles.Load));
        if (facts.Profiler is not null)
        {
            // The profiler's own work is in every one of its times.
            return [];
        }

        var requests = RequestsFile.Of(folder, files.FirstOrDefault(f => f.Name == ServingFiles.Requests)?.Bytes);
        return
        [
            .. ServingSummary.Of(
                requests,
                facts,
                $"{relative}/{ServingFiles.Requests}",
                key => $"{relative}/{ServingFiles.Load}:{LineOf(text, key)}"
            ),
            .. SampledPeaks.Of(folder, $"{relative}/{RawFiles.Samples}"),
        ];
    }

    private static int LineOf(string text, string key)
    {
        var at = text.IndexOf($"\"{key}\":", StringComparison.Ordinal);
        return at < 0 ? 1 : text.AsSpan(0, at).Count('\n') + 1;
    }
}
