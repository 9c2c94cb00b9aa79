using System.Diagnostics;
using System.Globalization;

namespace Refigure.Environments;

/// <summary>Node.js and npm of this machine.</summary>
/// <param name="Node">The program <c>node</c>, absolute.</param>
/// <param name="Npm">The program <c>npm</c>, absolute.</param>
public sealed record NodeTools(string Node, string Npm)
{
    /// <summary>The oldest release that the server runs on.</summary>
    public const int OldestNode = 20;

    private const string How = "install it from https://nodejs.org or with your package manager";

    /// <summary>Finds them on a search path.</summary>
    /// <param name="path">The value of <c>PATH</c>.</param>
    /// <exception cref="UserErrorException">There is no Node, it is too old, or npm is not beside it.</exception>
    public static NodeTools Find(string? path)
    {
        var node =
            OnPath("node", path)
            ?? throw new UserErrorException($"Node.js was not found: expected version {OldestNode} or newer; {How}.");
        var version = VersionOf(node);
        if (Major(version) is not { } major || major < OldestNode)
        {
            throw new UserErrorException(
                $"{node} is Node.js {version}: expected version {OldestNode} or newer; {How}."
            );
        }

        var npm =
            OnPath("npm", path)
            ?? throw new UserErrorException(
                $"npm was not found, though {node} is there: install npm, or Node.js from https://nodejs.org, which has it."
            );
        return new NodeTools(node, npm);
    }

    private static int? Major(string version) =>
        version.StartsWith('v')
        && int.TryParse(version.AsSpan(1).ToString().Split('.')[0], CultureInfo.InvariantCulture, out var major)
            ? major
            : null;

    private static string VersionOf(string node)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(node, ["--version"]) { RedirectStandardOutput = true, UseShellExecute = false }
            );
            var text = process!.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return text;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new UserErrorException($"{node} cannot be started ({e.Message}); {How}.", e);
        }
    }

    private static string? OnPath(string program, string? path)
    {
        string[] names = OperatingSystem.IsWindows() ? [program + ".exe", program + ".cmd"] : [program];
        return (path ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
