namespace Refigure.Environments;

/// <summary>Environments that say themselves that they are not pinned.</summary>
internal static class UnlockedEnvironment
{
    /// <summary>Refuses to set one up unless the user said that it may be.</summary>
    /// <exception cref="UserErrorException">It is not locked; the sentence says why, and what to do.</exception>
    public static void RefuseUnlessAllowed(EnvironmentSpec spec)
    {
        if (spec.Unlocked is { } reason && !spec.Source.AllowUnlocked)
        {
            throw new UserErrorException(
                $"{spec.Name} is not locked ({reason.TrimEnd('.')}), so it can become another one every day: name another environment, or add --unlocked to set it up all the same and write down what was installed."
            );
        }
    }
}
