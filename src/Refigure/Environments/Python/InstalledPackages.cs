using System.Collections.Immutable;
using System.Text.Json;

namespace Refigure.Environments.Python;

/// <summary>What is really installed: what <c>envs/installed.py</c> prints.</summary>
/// <param name="Python">Python's version.</param>
/// <param name="SitePackages">Where packages lie, absolute.</param>
/// <param name="Packages">Versions by normal name.</param>
/// <param name="EngineVersion">What vLLM says of itself in <c>vllm/_version.py</c>; null if there is none.</param>
/// <param name="EngineCommit">The commit that it says it was built from, perhaps abbreviated; null if it does not.</param>
internal sealed record InstalledPackages(
    string Python,
    string SitePackages,
    ImmutableSortedDictionary<string, string> Packages,
    string? EngineVersion,
    string? EngineCommit
)
{
    /// <summary>Reads the script's answer.</summary>
    /// <exception cref="UserErrorException">It is no such answer.</exception>
    public static InstalledPackages Read(string environment, string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            var root = json.RootElement;
            return new InstalledPackages(
                root.GetProperty("python").GetString()!,
                root.GetProperty("site_packages").GetString()!,
                root.GetProperty("packages")
                    .EnumerateObject()
                    .ToImmutableSortedDictionary(
                        p => PythonLock.Normal(p.Name),
                        p => p.Value.GetString() ?? "",
                        StringComparer.Ordinal
                    ),
                root.GetProperty("engine_version").GetString(),
                root.GetProperty("engine_commit").GetString()?.TrimStart('g')
            );
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new UserErrorException(
                $"{environment}: what is installed could not be read ({e.Message.TrimEnd('.')}); set it up again.",
                e
            );
        }
    }

    /// <summary>Holds it against the lock and the pin.</summary>
    /// <param name="spec">The environment.</param>
    /// <param name="locked">Its lock; null where nothing is locked.</param>
    /// <exception cref="UserErrorException">Something else is installed; the sentence names what.</exception>
    public void RefuseUnless(EnvironmentSpec spec, PythonLock? locked)
    {
        foreach (var package in locked?.Packages.Values ?? [])
        {
            var found = Packages.GetValueOrDefault(package.Name);
            if (found is null || (found != package.Version && WithoutLocal(found) != WithoutLocal(package.Version)))
            {
                throw new UserErrorException(
                    $"{spec.Name}: {package.Name} {package.Version} was to be installed, but {found ?? "nothing"} is; {locked!.File} and what was installed do not fit."
                );
            }
        }

        var engine = EngineVersion ?? Packages.GetValueOrDefault(spec.Engine);
        if (engine is null || WithoutLocal(engine) != WithoutLocal(spec.EngineVersion))
        {
            throw new UserErrorException(
                $"{spec.Name} pins {spec.Engine} {spec.EngineVersion}, but what was installed calls itself {engine ?? "nothing"}."
            );
        }

        if (
            spec.Commit is { } commit
            && EngineCommit is { } built
            && !commit.StartsWith(built, StringComparison.Ordinal)
        )
        {
            throw new UserErrorException(
                $"{spec.Name} pins commit {commit}, but what was installed was built from {built}."
            );
        }
    }

    // 0.25.1+cu130 is 0.25.1, built for something.
    private static string WithoutLocal(string version) => version.Split('+')[0];
}
