using System.Collections.Immutable;
using System.Globalization;
using Refigure.Build.Options;
using Refigure.Nodes.Ssh;

namespace Refigure.Build.Nodes;

/// <summary>The options with which a node's own host does a task that was asked for here.</summary>
internal static class TaskArguments
{
    /// <summary>What decides what is done; the same for every call that may join it.</summary>
    /// <param name="options">The options here.</param>
    /// <param name="target">The task.</param>
    /// <param name="node">The node's name.</param>
    public static ImmutableArray<string> Of(BuildOptions options, string target, string node)
    {
        var arguments = ImmutableArray.CreateBuilder<string>();
        arguments.AddRange("--target", target);
        if (target == "Doctor")
        {
            // What it looks at are the runs of the node of that name.
            arguments.AddRange("--here", node, "--node", node);
            Add("figure", string.Join(',', options.Figures));
            Add("experiment", string.Join(',', options.Experiments));
            Add("profile", options.Profile);
            Add(
                "roles",
                string.Join(',', options.Roles.Select(r => $"{r.Key}={r.Value}").Order(StringComparer.Ordinal))
            );
            Add("case", string.Join(',', options.Cases));
            Add("iterations", options.Iterations?.ToString(CultureInfo.InvariantCulture));
        }

        Add("models", string.Join(',', options.Models));
        Add("env", string.Join(',', options.Environments));
        Add("load-format", options.LoadFormat);
        AddIf("force", options.Force);
        AddIf("unlocked", options.Unlocked);
        AddIf("system-site-packages", options.SystemSitePackages);
        return arguments.ToImmutable();

        void Add(string name, string? value)
        {
            if (value is { Length: > 0 })
            {
                arguments.AddRange("--" + name, value);
            }
        }

        void AddIf(string name, bool set)
        {
            if (set)
            {
                arguments.Add("--" + name);
            }
        }
    }

    /// <summary>The options with the node's own places.</summary>
    /// <param name="arguments">What decides what is done.</param>
    /// <param name="reach">The node.</param>
    /// <param name="folder">Its folder, absolute.</param>
    public static ImmutableArray<string> At(ImmutableArray<string> arguments, SshReach reach, string folder) =>
        [.. arguments, .. RemoteArguments.Places(reach, folder)];
}
