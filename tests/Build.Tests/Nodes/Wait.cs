namespace Refigure.Build.Tests.Nodes;

/// <summary>Waits for what other processes do.</summary>
internal static class Wait
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until something is so, for some time at most.</summary>
    /// <returns>Whether it is.</returns>
    public static bool Until(Func<bool> what, int seconds = 10)
    {
        using var never = new ManualResetEventSlim();
        for (var i = 0; i < seconds * 10 && !what(); i++)
        {
            never.Wait(Moment);
        }

        return what();
    }
}
