using System.Collections.Immutable;
using Refigure.Serving;

namespace Refigure.Figures.Serving;

/// <summary>Where an engine takes no more requests at a time, and the others wait: an annotation whose x is the limit.</summary>
internal static class QueueLimit
{
    /// <summary>The series of the annotation.</summary>
    public const string Series = "queue_limit";

    // Further out it would press the curve into a corner.
    private const double Farthest = 2;

    public static void Add(FigureDraft draft, ImmutableArray<ServingCase> cases, Func<ServingCase, double?> position)
    {
        double[] limits = [.. cases.Select(c => c.MaxNumSeqs).OfType<double>().Distinct()];
        if (limits.Length > 1)
        {
            draft.Find(
                "queue-limits",
                $"The engine's queue limit is not the same in all cases ({string.Join(", ", limits.Order().Select(FigureNumberText.Exact))}), and not marked.",
                cases.SelectMany(c => c.Runs.Iterations)
            );
        }

        if (limits is not [var limit])
        {
            return;
        }

        var one = cases.First(c => c.MaxNumSeqs is not null);
        var words = Words(one.Engine, limit);
        if (limit > Farthest * cases.Max(position))
        {
            draft.Find("queue-limit", $"The engine's queue limit ({words}) is beyond what is shown.", []);
            return;
        }

        var run = one.Runs.Iterations[0];
        var x = FigureNumberText.Exact(limit);
        draft.Add(
            new FigureMark(Panels.Annotations, Series, words, x, limit, Error: null, N: null, "requests")
            {
                Sources = run.Find(ServingMetrics.MaxNumSeqs) is { Value: not null } source
                    ? [new MarkSource(run, source)]
                    : [],
            }
        );
    }

    private static string Words(string engine, double limit) =>
        engine switch
        {
            "llamacpp" => ServingNames.Count(limit, "slot", "slots"),
            "vllm" => $"max-num-seqs {FigureNumberText.Exact(limit)}",
            _ => $"{FigureNumberText.Exact(limit)} at a time",
        };
}
