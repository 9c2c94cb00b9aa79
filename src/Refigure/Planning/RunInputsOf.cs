using System.Collections.Immutable;
using System.Globalization;
using Refigure.Catalog;
using Refigure.Environments;
using Refigure.Models;
using Refigure.Results;
using Refigure.Secrets;

namespace Refigure.Planning;

/// <summary>Gathers what decides a run's result.</summary>
public static class RunInputsOf
{
    /// <summary>The field with the SHA-256 of the file that a load's prompts are from.</summary>
    public const string DataDigest = "load.dataset_sha256";

    private static readonly ImmutableArray<string> NodeFacts = ["cpu", "cores", "gpu", "driver"];

    /// <summary>The inputs of a run.</summary>
    /// <param name="identity">The run.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="spec">The case.</param>
    /// <param name="environment">Its environment; null if it is not described here.</param>
    /// <param name="model">Its model; null if it cannot be had here.</param>
    /// <param name="facts">The node's facts.</param>
    /// <param name="dataDigest">SHA-256 of the file that the load's prompts are from; null if they are from none.</param>
    public static RunInputs Gather(
        RunIdentity identity,
        string profile,
        CaseSpec spec,
        EnvironmentSpec? environment,
        ModelSource? model,
        ImmutableSortedDictionary<string, string> facts,
        string? dataDigest = null
    )
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(facts);
        var fields = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        fields["profile"] = profile;
        fields["environment"] = spec.Environment;
        fields["model"] = spec.Model;
        fields["cache"] = identity.Cache.Word();
        fields["iteration"] = identity.Iteration.ToString(CultureInfo.InvariantCulture);
        fields["node"] = identity.Node;
        Add("arg.", spec.Arguments);
        if (spec.Load is { } load)
        {
            Add("load.", load.Settings);
            if (dataDigest is not null)
            {
                fields[DataDigest] = dataDigest;
            }
        }

        foreach (var (name, value) in spec.Variables)
        {
            fields["env." + name] = SecretNames.Masked(name, value);
        }

        if (environment is not null)
        {
            fields["engine"] = environment.Engine;
            fields["engine_version"] = environment.EngineVersion;
            fields["lock"] = environment.LockHash;
            Add("patch.", environment.PatchHashes);
            if (environment.Kind == "npm" && facts.TryGetValue("node_js", out var version))
            {
                fields["runtime"] = $"node {version}";
            }

            foreach (var (name, value) in environment.Variables.Where(v => !spec.Variables.ContainsKey(v.Key)))
            {
                fields["env." + name] = SecretNames.Masked(name, value);
            }
        }

        if (model is not null)
        {
            fields["model_digest"] = model.Digest;
        }

        foreach (var fact in NodeFacts)
        {
            if (facts.TryGetValue(fact, out var value))
            {
                fields["node." + fact] = value;
            }
        }

        return new RunInputs(fields.ToImmutable());

        void Add(string prefix, ImmutableSortedDictionary<string, string> values)
        {
            foreach (var (name, value) in values)
            {
                fields[prefix + name] = value;
            }
        }
    }

    /// <summary>What differs: <c>FIELD: old → new</c>, by field.</summary>
    /// <param name="old">The fields of the run that is there.</param>
    /// <param name="current">The fields that it would have today.</param>
    public static ImmutableArray<string> Differences(
        ImmutableSortedDictionary<string, string> old,
        ImmutableSortedDictionary<string, string> current
    )
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(current);
        return
        [
            .. old
                .Keys.Union(current.Keys, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Where(field => old.GetValueOrDefault(field) != current.GetValueOrDefault(field))
                .Select(field =>
                    $"{field}: {Short(old.GetValueOrDefault(field))} → {Short(current.GetValueOrDefault(field))}"
                ),
        ];
    }

    // Nobody compares 64 hexadecimal digits.
    private static string Short(string? value) =>
        value is null ? "(none)"
        : value.Length == 64 && value.All(char.IsAsciiHexDigitLower) ? value[..12] + "…"
        : value;
}
