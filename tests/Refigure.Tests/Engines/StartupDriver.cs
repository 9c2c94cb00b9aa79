using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Refigure.Tests.Patches;
using Refigure.Tests.Results;

namespace Refigure.Tests.Engines;

/// <summary>One call of a script of <c>envs/vllm</c> with the stub package in the place of vLLM.</summary>
internal sealed class StartupDriver(string script = "startup.py") : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    /// <summary>The folder of the stub package.</summary>
    public static string Stub => Path.Combine(ShippedPatches.Checkout, "tests/Refigure.Tests/Engines/stub-vllm");

    /// <summary>What it wrote to standard output.</summary>
    public string Output { get; private set; } = "";

    /// <summary>What it wrote to standard error.</summary>
    public string Error { get; private set; } = "";

    /// <summary>The names of the marks, in their order.</summary>
    public IEnumerable<string> Marks => AllMarks().Select(m => m.GetProperty("mark").GetString()!);

    public JsonElement Mark(string name) => AllMarks().Single(m => m.GetProperty("mark").GetString() == name);

    /// <summary>What is left in the working folder and in the folder for temporary files.</summary>
    public IEnumerable<string?> Left =>
        Directory
            .EnumerateFileSystemEntries(_folder["work"])
            .Concat(Directory.EnumerateFileSystemEntries(_folder["tmp"]));

    public StartupDriver With(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    /// <summary>Puts a file into the working folder.</summary>
    public StartupDriver Beside(string name, string content)
    {
        _folder.Write($"work/{name}", content);
        return this;
    }

    /// <summary>Runs it to its end; gives the exit code.</summary>
    /// <param name="interrupt">Once a line contains this, the driver gets a SIGTERM; null for never.</param>
    /// <param name="arguments">Engine arguments.</param>
    public int Run(string? interrupt, params string[] arguments)
    {
        var start = new ProcessStartInfo("python3")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory.CreateDirectory(_folder["work"]).FullName,
        };
        start.Environment["PYTHONPATH"] = Stub;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["TMPDIR"] = Directory.CreateDirectory(_folder["tmp"]).FullName;
        start.Environment["VLLM_CACHE_ROOT"] = _folder["cache"];
        foreach (var (name, value) in _variables)
        {
            start.Environment[name] = value;
        }

        start.ArgumentList.Add(Path.Combine(ShippedPatches.Checkout, "envs/vllm", script));
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var driver = Process.Start(start)!;
        var error = driver.StandardError.ReadToEndAsync();
        using var late = new Timer(_ => driver.Kill(entireProcessTree: true), null, Longest, Timeout.InfiniteTimeSpan);
        var interrupted = false;
        while (driver.StandardOutput.ReadLine() is { } line)
        {
            Output += line + "\n";
            if (!interrupted && interrupt is not null && line.Contains(interrupt, StringComparison.Ordinal))
            {
                interrupted = true;
                using var kill = Process.Start("kill", ["-TERM", driver.Id.ToString(CultureInfo.InvariantCulture)]);
                kill.WaitForExit();
            }
        }

        driver.WaitForExit();
        Error = error.GetAwaiter().GetResult();
        return driver.ExitCode;
    }

    private IEnumerable<JsonElement> AllMarks() =>
        Output
            .Split('\n')
            .Where(l => l.StartsWith("{\"mark\"", StringComparison.Ordinal))
            .Select(l => JsonDocument.Parse(l).RootElement);

    public void Dispose() => _folder.Dispose();
}
