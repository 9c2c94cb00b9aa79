namespace Refigure.Load.Measuring;

/// <summary>
/// When a client was too busy for its numbers to be the server's. A run in which one of these holds is invalid.
/// </summary>
/// <param name="What">The subject of the sentence.</param>
/// <param name="Unit">The unit of both numbers: <c>ms</c> or <c>%</c>.</param>
/// <param name="Value">What it was, in the unit; null if unknown.</param>
/// <param name="Limit">The most that is allowed, in the unit.</param>
/// <param name="Remedy">What helps.</param>
public sealed record BottleneckRule(
    string What,
    string Unit,
    Func<ClientNumbers, double?> Value,
    Func<ClientNumbers, double> Limit,
    string Remedy
)
{
    private const double LeastLag = 5;
    private const double LagPart = 0.05;

    /// <summary>
    /// All rules. Lag: the 99th percentile of scheduling lag above 5 ms and above 5 % of the median TTFT. Loop: the measuring thread
    /// busier than nine tenths of a core, above which events wait for it. Processor: the whole process above nine tenths of all its
    /// cores. Pauses: garbage collection above 2 % of the time.
    /// </summary>
    public static IReadOnlyList<BottleneckRule> All { get; } =
    [
        new(
            "its scheduling lag (99th percentile)",
            "ms",
            n => n.LagP99 * 1e3,
            n => Math.Max(LeastLag, LagPart * (n.TtftP50 ?? 0) * 1e3),
            "let the streams start over a ramp, put less load on, or give the client more of a processor"
        ),
        new(
            "the thread that takes the times was busy for",
            "%",
            n => n.LoopShare * 100,
            _ => 90,
            "put less load on, or divide it among several clients"
        ),
        new(
            "the process used of its cores",
            "%",
            n => n.ProcessorShare * 100,
            _ => 90,
            "run the client on another machine than the server, or on more cores"
        ),
        new(
            "pauses for garbage collection took",
            "%",
            n => n.PauseSeconds / n.Seconds * 100,
            _ => 2,
            "make prompts and answers shorter, or give the client more memory"
        ),
    ];

    /// <summary>The sentences of the rules that hold; none if the client was quick enough.</summary>
    public static IReadOnlyList<string> Judge(ClientNumbers numbers) =>
        [
            .. All.Where(rule => rule.Value(numbers) > rule.Limit(numbers))
                .Select(rule =>
                    string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"The client was the bottleneck: {rule.What} {rule.Value(numbers):0.0} {rule.Unit}, {rule.Limit(numbers):0.0} {rule.Unit} at most are allowed; {rule.Remedy}."
                    )
                ),
        ];
}
