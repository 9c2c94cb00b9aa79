using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Nodes.Slurm;
using Refigure.Nodes.Ssh;
using Refigure.Results;

namespace Refigure.Nodes;

/// <summary>Reads the nodes of a YAML file.</summary>
internal static class NodeReader
{
    private const int HighestPort = 65535;
    private static readonly string[] RootKeys = ["nodes"];
    private static readonly string[] Keys = ["kind", "describe", "expect"];
    private static readonly string[] PlaceKeys = ["folder", "store", "python", "wheelhouse", "path"];
    private static readonly string[] LoginKeys = ["host", "port", "ssh_config", "ssh_options"];
    private static readonly string[] SshKeys = [.. Keys, .. LoginKeys, .. PlaceKeys];
    private static readonly string[] SlurmKeys = [.. Keys, .. PlaceKeys, .. SlurmReader.Keys];

    /// <summary>Reads them.</summary>
    /// <exception cref="UserErrorException">Something is wrong: file, line, key, what was expected.</exception>
    public static ImmutableArray<NodeSpec> Read(TextReader text, string file)
    {
        var root = YamlMap.Load(text, file);
        root.AllowOnly(RootKeys);
        return [.. root.RequireMap("nodes").Maps().Select(n => Node(n.Key, n.Map))];
    }

    private static NodeSpec Node(string name, YamlMap map)
    {
        if (!FolderName.IsSafe(name))
        {
            throw map.Wrong("is no name of a node; expected letters, digits and ._+=,@-");
        }

        var kind = map.RequireOneOf("kind", "local", "manual", "ssh", "slurm");
        map.AllowOnly(
            kind switch
            {
                "ssh" => SshKeys,
                "slurm" => SlurmKeys,
                _ => Keys,
            }
        );
        var spec = new NodeSpec(name, kind, map.OptionalText("describe"))
        {
            Ssh = kind switch
            {
                "ssh" => Places(map, Login(map)),
                "slurm" => Places(map, SlurmLogin(map)),
                _ => null,
            },
            Slurm = kind == "slurm" ? SlurmReader.Read(map) : null,
        };
        return map.OptionalMap("expect") is { } expect ? spec with { Expect = expect.Texts() } : spec;
    }

    // Without a login the command is typed on the site's own login node.
    private static SshReach SlurmLogin(YamlMap map)
    {
        if (map.OptionalMap("login") is not { } login)
        {
            return new SshReach("this machine") { IsThisMachine = true };
        }

        login.AllowOnly(LoginKeys);
        return Login(login);
    }

    private static SshReach Login(YamlMap map)
    {
        var reach = new SshReach(Safe(map, "host", map.RequireText("host"))!)
        {
            Port = map.OptionalCount("port", "a port") switch
            {
                > HighestPort => throw map.Wrong("port", $"is too high; expected a port up to {HighestPort}"),
                var port => port,
            },
            Configuration = Safe(map, "ssh_config", map.OptionalText("ssh_config")),
            Options = map.Has("ssh_options") ? map.RequireTexts("ssh_options") : [],
        };
        return reach.Options.FirstOrDefault(o => o.IndexOf('=', StringComparison.Ordinal) < 1) is { } option
            ? throw map.Wrong("ssh_options", $"holds '{option}'; expected NAME=VALUE, as in ssh_config")
            : reach;
    }

    private static SshReach Places(YamlMap map, SshReach reach)
    {
        var placed = reach with
        {
            Store = Safe(map, "store", map.OptionalText("store")),
            Python = Safe(map, "python", map.OptionalText("python")),
            Wheelhouse = Safe(map, "wheelhouse", map.OptionalText("wheelhouse")),
            Path = map.Has("path") ? map.RequireTexts("path") : [],
        };
        return Safe(map, "folder", map.OptionalText("folder")) is { } folder ? placed with { Folder = folder } : placed;
    }

    // A word that begins with a dash would be an option, and ~ is nothing that we let a shell read.
    private static string? Safe(YamlMap map, string key, string? text) =>
        text is null ? null
        : text[0] is '-' or '~' || text.Any(char.IsControl)
            ? throw map.Wrong(key, $"is '{text}'; expected a text that begins neither with a dash nor with ~")
        : text;
}
