using System.Text.RegularExpressions;
using Refigure.Files;

namespace Refigure.Running.Loads;

/// <summary>The folder of a run that a profiler writes to.</summary>
internal static partial class TraceFolder
{
    /// <summary>Its name in a run folder.</summary>
    public const string Name = "trace";

    /// <summary>Its files as raw files of the run: plain names with <c>/</c> below the run's folder, in order.</summary>
    public static IEnumerable<string> Files(string runFolder)
    {
        var folder = Path.Combine(runFolder, Name);
        return Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(runFolder, path).Replace('\\', '/'))
                .Select(name => name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name)
                .Order(StringComparer.Ordinal)
            : [];
    }

    /// <summary>
    /// Names the traces of ranks after nothing but their ranks: <c>rank0.1795310374456255841.pt.trace.json.gz</c> becomes
    /// <c>rank0.pt.trace.json.gz</c>. A rank that has several keeps their names.
    /// </summary>
    public static void Tidy(string runFolder, IFileSystem files)
    {
        var traces = Directory
            .EnumerateFiles(Path.Combine(runFolder, Name))
            .Select(path => (Path: path, Match: Stamped().Match(Path.GetFileName(path))))
            .Where(trace => trace.Match.Success)
            .ToLookup(trace => trace.Match.Groups["rank"].Value + trace.Match.Groups["ending"].Value);
        foreach (var rank in traces.Where(rank => rank.Count() == 1))
        {
            var path = rank.Single().Path;
            files.MoveFile(path, Path.Combine(Path.GetDirectoryName(path)!, rank.Key));
        }
    }

    [GeneratedRegex(
        @"^(?<rank>rank\d{1,5})\.\d{1,20}(?<ending>\.pt\.trace\.json(\.gz)?)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Stamped();
}
