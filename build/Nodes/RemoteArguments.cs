using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Refigure.Build.Options;
using Refigure.Nodes.Ssh;
using Refigure.Planning;

namespace Refigure.Build.Nodes;

/// <summary>The options with which a node's own host does its part of a call.</summary>
internal static class RemoteArguments
{
    private const int KeyLength = 16;

    /// <summary>What decides which runs are made, and how; the same for every call that may join the work.</summary>
    public static ImmutableArray<string> Of(
        BuildOptions options,
        string node,
        ImmutableArray<ExperimentCases> experiments
    )
    {
        var arguments = ImmutableArray.CreateBuilder<string>();
        arguments.AddRange("--target", "Run");
        Add("experiment", string.Join(',', experiments.Select(e => e.Experiment)));
        Add("profile", experiments[0].Profile);
        Add("here", node);
        Add("node", node);
        Add("roles", string.Join(',', options.Roles.Select(r => $"{r.Key}={r.Value}").Order(StringComparer.Ordinal)));
        Add("case", Names(options.Cases));
        Add("env", Names(options.Environments));
        Add("iterations", options.Iterations?.ToString(CultureInfo.InvariantCulture));
        Add("precision", options.Precision?.ToString(CultureInfo.InvariantCulture));
        Add("order", options.Order);
        Add("seed", options.Seed?.ToString(CultureInfo.InvariantCulture));
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

    /// <summary>The name of the job that does this part: the same for the same work.</summary>
    public static string JobOf(ImmutableArray<string> arguments) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', arguments))))[..KeyLength];

    /// <summary>The options with the node's own places.</summary>
    /// <param name="arguments">What decides the runs.</param>
    /// <param name="reach">The node.</param>
    /// <param name="folder">Its folder, absolute.</param>
    /// <param name="job">The job.</param>
    /// <param name="data">The name of the data sets that were sent; null if none.</param>
    /// <param name="clockAhead">How far its clock is ahead of this machine's; null if not known.</param>
    public static ImmutableArray<string> At(
        ImmutableArray<string> arguments,
        SshReach reach,
        string folder,
        string job,
        string? data,
        TimeSpan? clockAhead
    ) =>
        [
            .. arguments,
            .. Places(reach, folder),
            "--only",
            $"{folder}/jobs/{job}/only",
            "--state",
            $"{folder}/jobs/{job}/state",
            .. clockAhead is { } ahead
                ? (string[])[$"--clock-ahead={ahead.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture)}"]
                : [],
            .. data is null ? (string[])[] : ["--data", $"{folder}/data/{data}"],
        ];

    /// <summary>Where things lie on a node.</summary>
    public static ImmutableArray<string> Places(SshReach reach, string folder) =>
        [
            "--runs",
            $"{folder}/runs",
            "--store",
            // A relative one is below the folder, in which the host is started.
            reach.Store
                ?? $"{folder}/store",
            .. reach.Python is { } python ? (string[])["--python", python] : [],
            .. reach.Wheelhouse is { } wheels ? (string[])["--wheelhouse", wheels] : [],
        ];

    private static string? Names(IReadOnlyList<string> names) => names.Count == 0 ? null : string.Join(',', names);
}
