using Refigure.Load;
using Refigure.Serving;

namespace Refigure.Running.Loads;

/// <summary>What makes the numbers of a load doubtful, though it was put on to its end.</summary>
internal static class LoadFindings
{
    public static IEnumerable<string> Broken(LoadOutcome load)
    {
        foreach (var reason in load.Invalid)
        {
            yield return reason;
        }

        var measured = load.Requests.Where(r => !r.IsWarmUp).ToArray();
        if (!Array.Exists(measured, r => r.Status is RequestStatus.Completed))
        {
            var why = Array.Find(measured, r => r.Error is not null)?.Error;
            yield return why is null ? "no request completed" : $"no request completed; the first one failed: {why}";
        }
    }
}
