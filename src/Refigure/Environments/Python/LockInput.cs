using System.Collections.Immutable;
using Refigure.Catalog;

namespace Refigure.Environments.Python;

/// <summary>
/// What a lock was made from, as <c>env.yaml</c> says it. A lock that does not match was made for something else, or one of the
/// two was changed without the other.
/// </summary>
/// <param name="map">The file, for complaints.</param>
/// <param name="spec">The environment.</param>
/// <param name="heldBack">Versions that were kept from being newer, <c>held_back</c>.</param>
/// <param name="overrides">Versions against the packages' own metadata, <c>overrides</c>.</param>
internal sealed class LockInput(
    YamlMap map,
    EnvironmentSpec spec,
    ImmutableArray<string> heldBack,
    ImmutableArray<string> overrides
)
{
    /// <summary>Refuses a lock that does not match.</summary>
    /// <exception cref="UserErrorException">The sentence names both files, and what does not match.</exception>
    public void RefuseUnlessIn(PythonLock locked)
    {
        var found = locked.Packages.GetValueOrDefault(spec.Engine)?.Version;
        if (found?.Split('+')[0] != spec.EngineVersion.Split('+')[0])
        {
            throw map.Wrong(
                "engine_version",
                $"is {spec.EngineVersion}, but {locked.File} locks {spec.Engine} {found ?? "not at all"}; expected the same version in both"
            );
        }

        if (locked.Python is { } python && python != PythonInterpreter.Minor(spec.Python!))
        {
            throw map.Wrong(
                "python",
                $"is {spec.Python}, but {locked.File} was made for Python {python}; expected the same in both"
            );
        }

        // The list of a wheelhouse may leave out what lies underneath.
        var isOwn = Path.GetDirectoryName(locked.File) == spec.Folder;
        Check(locked, "requirements", spec.Requirements, mustBeThere: isOwn);
        Check(locked, "held_back", heldBack, mustBeThere: false);
        Check(locked, "overrides", overrides, mustBeThere: isOwn);
    }

    private void Check(PythonLock locked, string key, ImmutableArray<string> texts, bool mustBeThere)
    {
        foreach (var text in texts)
        {
            var asked =
                Requirement.Read(text)
                ?? throw map.Wrong(key, $"names '{text}'; expected a package such as numpy<2 or vllm==0.10.0");
            var version = locked.Packages.GetValueOrDefault(asked.Name)?.Version;
            if (version is null ? mustBeThere : !asked.Allows(version))
            {
                throw map.Wrong(
                    key,
                    $"asks for {text}, but {locked.File} locks {asked.Name} {version ?? "not at all"}; expected a lock that was made from it"
                );
            }
        }
    }
}
