namespace Refigure.Load.Running;

/// <summary>Requests before the measured ones: fewer than the concurrency would measure the first batch cold.</summary>
internal static class WarmUp
{
    /// <summary>How many: none if none are wanted, else at least the concurrency; the usual is that, or a second's arrivals.</summary>
    public static int Requests(LoadPlan plan)
    {
        var least = plan.Shape.IsClosed ? plan.Shape.Concurrency!.Value : (int)Math.Ceiling(plan.Shape.Rate!.Value);
        return plan.WarmUpRequests switch
        {
            0 when plan.WarmUpTime == TimeSpan.Zero => 0,
            { } wanted => plan.Shape.IsClosed ? Math.Max(wanted, least) : wanted,
            null => least,
        };
    }
}
