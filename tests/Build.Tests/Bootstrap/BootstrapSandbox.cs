using System.Diagnostics;

namespace Refigure.Build.Tests.Bootstrap;

/// <summary>A small copy of the tree with the real build.sh and build.ps1, and a dotnet that only pretends.</summary>
internal sealed class BootstrapSandbox : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _home = Directory.CreateTempSubdirectory("bootstrap-").FullName;
    private readonly string _tools;

    public BootstrapSandbox()
    {
        // The blank is on purpose: people check out into such folders.
        Root = Path.Combine(_home, "re po");
        _tools = Path.Combine(_home, "tools");
        Directory.CreateDirectory(_tools);
        Write("build/Build.csproj", "<Project />");
        Write("src/A.cs", "one");
        Write("src/B.cs", "b");
        Write("global.json", """{ "sdk": { "version": "10.0.100", "rollForward": "latestFeature" } }""");
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write("BannedSymbols.txt", "");
        foreach (var script in new[] { "build.sh", "build.ps1" })
        {
            File.Copy(Path.Combine(Repository(), script), Path.Combine(Root, script));
        }

        var fake = Path.Combine(_tools, "dotnet");
        File.Copy(Path.Combine(Repository(), "tests/Build.Tests/Bootstrap/fake-dotnet.sh"), fake);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(fake, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string Root { get; }

    /// <summary>Where the caller stands.</summary>
    public string Home => _home;

    public int Published => Lines("published").Length;

    public string[] PublishCalls => Lines("published");

    public string[] Hosts =>
        [.. Directory.GetDirectories(Path.Combine(Root, "artifacts/host")).Select(path => Path.GetFileName(path))];

    public void Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Delete(string name) => File.Delete(Path.Combine(Root, name));

    public Process Start(string[] arguments, params (string Name, string Value)[] variables) =>
        Start("bash", [Path.Combine(Root, "build.sh"), .. arguments], variables);

    /// <summary>Runs build.ps1 to the end.</summary>
    public BootstrapResult RunPowerShell(string[] arguments, params (string Name, string Value)[] variables)
    {
        var (program, first) = PowerShellFactAttribute.Command!.Value;
        using var process = Start(
            program,
            [.. first, "-NoProfile", "-NonInteractive", "-File", Path.Combine(Root, "build.ps1"), .. arguments],
            [("POWERSHELL_TELEMETRY_OPTOUT", "1"), ("POWERSHELL_UPDATECHECK", "Off"), .. variables]
        );
        return Finish(process);
    }

    private Process Start(string program, string[] arguments, (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _home,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PATH"] = $"{_tools}:/usr/bin:/bin";
        start.Environment["HOME"] = _home;
        start.Environment.Remove("DOTNET_ROOT");
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public BootstrapResult Run(params (string Name, string Value)[] variables) => RunWith([], variables);

    public BootstrapResult RunWith(string[] arguments, params (string Name, string Value)[] variables)
    {
        using var process = Start(arguments, variables);
        return Finish(process);
    }

    /// <summary>Waits for the end of a process that was started here.</summary>
    public static BootstrapResult Finish(Process process)
    {
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        Task.WaitAll([error, output], Patience).ShouldBeTrue("the script did not end");
        process.WaitForExit();
        return new BootstrapResult(process.Id, process.ExitCode, output.Result, error.Result);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private string[] Lines(string name)
    {
        var path = Path.Combine(_tools, name);
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Refigure.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run outside the repository");
        }

        return folder.FullName;
    }
}
