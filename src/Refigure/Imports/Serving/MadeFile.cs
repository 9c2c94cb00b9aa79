using System.Security.Cryptography;
using Refigure.Results;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>The raw files of a run that are made from another tool's result.</summary>
internal static class MadeFile
{
    /// <summary>The files of a load: <c>load.json</c>, <c>requests.jsonl</c>, <c>samples.csv</c>, as far as they are known.</summary>
    public static IEnumerable<SourceFile> Of(ServingResult result)
    {
        var path = result.File.Path;
        yield return From(path, ServingFiles.Load, () => Load(result.Facts));
        if (result.Requests is { } requests)
        {
            yield return From(path, ServingFiles.Requests, () => new RequestLinesStream(requests(), path));
        }

        if (result.Samples is { } samples)
        {
            yield return From(path, RawFiles.Samples, () => new MemoryStream(samples.ToArray()));
        }
    }

    private static MemoryStream Load(LoadFacts facts)
    {
        var text = new MemoryStream();
        LoadFactsFile.Write(facts, text);
        text.Position = 0;
        return text;
    }

    private static SourceFile From(string path, string name, Func<Stream> content)
    {
        using var counted = new CountingStream(content());
        var digest = Convert.ToHexStringLower(SHA256.HashData(counted));
        return new(path, new(name, digest, counted.Total))
        {
            Compress = counted.Total > ResultFile.Large,
            Content = content,
        };
    }
}
