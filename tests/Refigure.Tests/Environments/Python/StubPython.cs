using System.Text.Json;
using Refigure.Environments;
using Refigure.Testing;

namespace Refigure.Tests.Environments.Python;

/// <summary>
/// Python, venv, pip, uv and conda that only pretend, so that a set-up can be disturbed at every step in no time: they leave the
/// files that the real ones leave, as far as a set-up looks at them.
/// </summary>
internal sealed class StubPython : IToolRunner
{
    public StubPython(params TinyWheel[] wheels) => Index = wheels;

    public TinyWheel[] Index { get; set; }

    /// <summary>What is on the path.</summary>
    public HashSet<string> There { get; } = new(StringComparer.Ordinal) { "python3" };

    public string Version { get; set; } = "3.12.1";

    public string Pip { get; set; } = "24.0";

    public string Commit { get; set; } = "";

    public string VllmVersion { get; set; } = "0.25.1";

    public List<ToolCall> Calls { get; } = [];

    /// <summary>What goes wrong at a call, 1-based; it has the call half done by then.</summary>
    public Action<int>? Disturb { get; set; }

    /// <summary>What a tool says before it fails; null if it does not.</summary>
    public Func<ToolCall, string?> Fails { get; set; } = _ => null;

    public string? Find(string program) => There.Contains(program) ? "/stubs/" + program : null;

    public Task<int> RunAsync(ToolCall call, Action<string> onLine, CancellationToken cancellation)
    {
        Calls.Add(call);
        if (Fails(call) is { } says)
        {
            Half(call);
            onLine(says);
            return Task.FromResult(1);
        }

        if (Disturb is { } disturb)
        {
            Half(call);
            disturb(Calls.Count);
        }

        Do(call, onLine);
        return Task.FromResult(0);
    }

    // What a tool has written when it is killed.
    private static void Half(ToolCall call)
    {
        foreach (var option in new[] { "--dest", "--prefix" })
        {
            if (After(call, option) is { } folder)
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(Path.Combine(folder, "half.whl"), "half");
            }
        }
    }

    private void Do(ToolCall call, Action<string> onLine)
    {
        if (call.Arguments.Contains("-c"))
        {
            onLine($"refigure|{Version}|/stubs/packages|{Pip}");
        }
        else if (call.Arguments.Contains("venv"))
        {
            Make(call.Arguments[^1]);
        }
        else if (call.Arguments.Contains("create"))
        {
            Make(After(call, "--prefix")!);
            Directory.CreateDirectory(Path.Combine(After(call, "--prefix")!, "conda-meta"));
            File.WriteAllText(Path.Combine(After(call, "--prefix")!, "conda-meta", "python-3.12.1-h1_0.json"), "{}");
        }
        else if (call.Arguments.Contains("download"))
        {
            foreach (var wheel in Wanted(call))
            {
                File.WriteAllBytes(Path.Combine(After(call, "--dest")!, wheel.FileName), wheel.Content);
            }
        }
        else if (call.Arguments.Contains("install"))
        {
            Install(call, onLine);
        }
        else if (call.Arguments[^1].EndsWith("installed.py", StringComparison.Ordinal))
        {
            onLine(Answer(Path.GetDirectoryName(Path.GetDirectoryName(call.Program))!));
        }
    }

    private void Make(string folder)
    {
        Directory.CreateDirectory(Site(folder));
        Directory.CreateDirectory(Path.Combine(folder, "bin"));
        File.WriteAllText(Path.Combine(folder, "bin", "python"), "a program");
        File.WriteAllText(Path.Combine(folder, "bin", "activate"), $"VIRTUAL_ENV={folder}\n");
    }

    private void Install(ToolCall call, Action<string> onLine)
    {
        var program = After(call, "--python") ?? call.Program;
        var site = Site(Path.GetDirectoryName(Path.GetDirectoryName(program))!);
        var report = After(call, "--report");
        foreach (var wheel in report is null ? Wanted(call) : Index)
        {
            var info = Path.Combine(site, $"{wheel.Name.Replace('-', '_')}-{wheel.Version}.dist-info");
            Directory.CreateDirectory(info);
            File.WriteAllText(Path.Combine(info, "RECORD"), wheel.Sha256);
            onLine($"Processing ./{wheel.FileName}");
        }

        if (report is not null)
        {
            File.WriteAllText(report, Report());
        }
    }

    private string Report() =>
        JsonSerializer.Serialize(
            new
            {
                install = Index.Select(w => new
                {
                    metadata = new { name = w.Name },
                    download_info = new { archive_info = new { hashes = new { sha256 = w.Sha256 } } },
                }),
            }
        );

    private IEnumerable<TinyWheel> Wanted(ToolCall call)
    {
        var list = File.ReadAllText(After(call, "--requirement")!);
        return Index.Where(wheel => list.Contains(wheel.Sha256, StringComparison.Ordinal));
    }

    private string Answer(string folder) =>
        JsonSerializer.Serialize(
            new
            {
                python = Version,
                site_packages = Site(folder),
                packages = Directory
                    .GetDirectories(Site(folder), "*.dist-info")
                    .Select(d => Path.GetFileNameWithoutExtension(d).Split('-'))
                    .ToDictionary(p => p[0], p => p[1].Replace(".dist", "", StringComparison.Ordinal)),
                engine_version = VllmVersion,
                engine_commit = Commit.Length > 0 ? Commit : null,
            }
        );

    private string Site(string folder) =>
        Path.Combine(folder, "lib", "python" + string.Join('.', Version.Split('.').Take(2)), "site-packages");

    private static string? After(ToolCall call, string option) =>
        call.Arguments.IndexOf(option) is >= 0 and var at ? call.Arguments[at + 1] : null;
}
