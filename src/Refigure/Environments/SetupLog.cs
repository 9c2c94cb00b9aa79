using System.Text.RegularExpressions;
using Refigure.Files;

namespace Refigure.Environments;

/// <summary>
/// Runs the tools of one set-up, and keeps what they said: beside the environment, whole and under its name when the set-up
/// ended, however it did. Two set-ups of the same environment do not write the same file.
/// </summary>
internal sealed partial class SetupLog : IDisposable
{
    private readonly string _environment;
    private readonly string _partial;
    private readonly IToolRunner _tools;
    private readonly IFileSystem _system;
    private readonly StreamWriter _file;
    private readonly List<string> _lines = [];

    /// <summary>Begins a log.</summary>
    /// <param name="environment">The environment's name.</param>
    /// <param name="path">Where it will lie.</param>
    /// <param name="tools">Runs tools.</param>
    /// <param name="system">What changes files.</param>
    public SetupLog(string environment, string path, IToolRunner tools, IFileSystem system)
    {
        _environment = environment;
        Path = path;
        _partial = PartialName.For(path);
        _tools = tools;
        _system = system;
        _file = new StreamWriter(system.Create(_partial)) { AutoFlush = true };
    }

    /// <summary>Where it will lie.</summary>
    public string Path { get; }

    /// <summary>
    /// Makes one sentence of a failure from the exit code, what the tool said, and where all of it lies; null for that of a
    /// set-up.
    /// </summary>
    public Func<int, IReadOnlyList<string>, string, UserErrorException>? Explain { get; init; }

    /// <summary>What the last tool said.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Runs a tool.</summary>
    /// <exception cref="UserErrorException">It failed; one sentence says how.</exception>
    public async Task RunAsync(ToolCall call, Action<string>? onLine, CancellationToken cancellation)
    {
        _lines.Clear();
        await _file.WriteLineAsync(Masked($"$ {call.Program} {string.Join(' ', call.Arguments)}"));
        var exitCode = await _tools.RunAsync(
            call,
            line =>
            {
                var shown = Masked(line);
                _lines.Add(shown);
                _file.WriteLine(shown);
                onLine?.Invoke(shown);
            },
            cancellation
        );
        if (exitCode != 0)
        {
            throw Explain is { } explain
                ? explain(exitCode, _lines, Path)
                : ToolFailure.Explain(_environment, System.IO.Path.GetFileName(call.Program), exitCode, _lines, Path);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _file.Dispose();
        _system.MoveFile(_partial, Path);
    }

    // Addresses of package indexes can hold a name and a password.
    private static string Masked(string line) =>
        line.Contains("://", StringComparison.Ordinal) ? UserInformation().Replace(line, "://***@") : line;

    [GeneratedRegex(@"://[^\s/@]+@", RegexOptions.None, 1000)]
    private static partial Regex UserInformation();
}
