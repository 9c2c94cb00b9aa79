using System.Diagnostics;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>Starts the real build host as a user's shell does: a process of its own, an argument list, no shell.</summary>
internal static class HostProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    // Variables that decide what the host does: a test sets them, the machine that tests does not.
    private static readonly string[] OwnVariables = ["SOURCE_DATE_EPOCH", "LANG", "LC_ALL", "TZ"];

    /// <summary>The words that start it; options come behind.</summary>
    public static string[] Command => [DotNet, Host];

    /// <summary>Runs to the end. Relative paths are relative to <paramref name="root"/>.</summary>
    public static HostResult Run(string root, params string[] arguments) => RunIn(root, root, [], arguments);

    /// <summary>Runs to the end in another working directory, with variables on top.</summary>
    public static HostResult RunIn(
        string root,
        string directory,
        (string Name, string Value)[] variables,
        params string[] arguments
    ) => RunProgram(directory, [("REFIGURE_ROOT", root), .. variables], DotNet, [Host, .. arguments]);

    /// <summary>Runs to the end with lines to read.</summary>
    public static HostResult RunWithInput(string root, string[] lines, params string[] arguments)
    {
        using var process = Begin(root, [("REFIGURE_ROOT", root)], DotNet, [Host, .. arguments]);
        foreach (var line in lines)
        {
            process.StandardInput.WriteLine(line);
        }

        return Finish(process);
    }

    /// <summary>Starts the host and does not wait; its outputs go nowhere.</summary>
    public static Process Start(string root, params string[] arguments) => StartWith(root, [], arguments);

    /// <summary>The same, with variables on top.</summary>
    public static Process StartWith(string root, (string Name, string Value)[] variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(DotNet, [Host, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = root,
        };
        start.Environment["REFIGURE_ROOT"] = root;
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs another program to the end, such as one of poppler.</summary>
    public static HostResult RunProgram(
        string directory,
        (string Name, string Value)[] variables,
        string program,
        params string[] arguments
    )
    {
        using var process = Begin(directory, variables, program, arguments);
        return Finish(process);
    }

    private static Process Begin(
        string directory,
        (string Name, string Value)[] variables,
        string program,
        string[] arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        foreach (var name in start.Environment.Keys.Where(IsOwn).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    // The host that was built with the tests, or the one named: a compiled one of artifacts/host starts faster.
    private static string Host =>
        Environment.GetEnvironmentVariable("REFIGURE_TEST_HOST") is { Length: > 0 } named
            ? named
            : Path.Combine(AppContext.BaseDirectory, "Refigure.Build.dll");

    private static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static bool IsOwn(string name) =>
        name.StartsWith("REFIGURE_", StringComparison.Ordinal) || OwnVariables.Contains(name);

    private static HostResult Finish(Process process)
    {
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!Task.WaitAll([error, output], Patience) || !process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', process.StartInfo.ArgumentList)} did not end");
        }

        return new HostResult(process.ExitCode, output.Result, error.Result);
    }
}
