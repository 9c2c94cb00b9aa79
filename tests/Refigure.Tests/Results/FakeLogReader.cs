using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Logs;
using Refigure.Results;

namespace Refigure.Tests.Results;

/// <summary>Understands three lines, which is enough to test what is done with a reading.</summary>
internal sealed class FakeLogReader : IStartupLogReader
{
    public StartupLog Read(Stream log)
    {
        using var reader = new StreamReader(log);
        return Read(Encoding.UTF8.GetBytes(reader.ReadToEnd()));
    }

    public StartupLog Read(ReadOnlySpan<byte> log)
    {
        var text = Encoding.UTF8.GetString(log);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var banner = Array.FindIndex(lines, line => line.Contains("LLM engine", StringComparison.Ordinal));
        var weights = Array.FindIndex(lines, line => line.Contains("Loading weights took ", StringComparison.Ordinal));
        var phases = ImmutableArray.Create(
            weights < 0
                ? new PhaseReading("load_weights", PhaseStatus.Missing, null, "s", [])
                : new(
                    "load_weights",
                    PhaseStatus.Read,
                    double.Parse(After(lines[weights], "took ")!, CultureInfo.InvariantCulture),
                    "s",
                    [weights + 1]
                ),
            new("model_init", PhaseStatus.Unparsed, null, "s", []),
            new("graph_compile_cached", PhaseStatus.NotApplicable, null, "s", [])
        );
        return new()
        {
            EngineVersion = banner < 0 ? null : After(lines[banner], "(v")?.TrimEnd(')'),
            BannerLine = banner + 1,
            Model = banner < 0 ? null : After(lines[banner], "model='")?.TrimEnd(',').TrimEnd('\''),
            CompileCache =
                text.Contains("Compiling a graph", StringComparison.Ordinal) ? CompileCacheState.Compiled
                : text.Contains("Directly load", StringComparison.Ordinal) ? CompileCacheState.Loaded
                : CompileCacheState.Off,
            LineCount = lines.Length,
            RecordCount = lines.Count(line => line.Contains("INFO", StringComparison.Ordinal)),
            Phases = phases,
        };
    }

    private static string? After(string line, string mark)
    {
        var at = line.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? null : line[(at + mark.Length)..].Split(' ')[0];
    }
}
