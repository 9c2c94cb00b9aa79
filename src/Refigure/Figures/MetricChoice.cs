using Refigure.Results;

namespace Refigure.Figures;

/// <summary>
/// Which measurement stands for a phase. Engines without the study's patch print no tokenizer_init and model_init, and newer
/// ones print graph_capturing in whole seconds; the time between the surrounding log lines then stands in, and the figure
/// says so. One choice for all runs of a figure, so that like is compared with like.
/// </summary>
internal static class MetricChoice
{
    public static string For(string metric, IEnumerable<CaseRuns> cases, FigureDraft draft)
    {
        var runs = cases.SelectMany(c => c.Iterations).ToArray();
        var (substitute, why) = metric switch
        {
            "tokenizer_init" => ("tokenizer_bracket", "is not printed"),
            "model_init" => ("model_init_bracket", "is not printed"),
            "graph_capturing" => ("capture_stamps", "is printed in whole seconds"),
            _ => ("", ""),
        };
        var better =
            // The study's patch prints hundredths, and two of them may be zeros.
            metric == "graph_capturing"
                ? draft.Input.Profile != "paper" && IsCoarse(metric, substitute, runs)
                : IsAbsent(metric, substitute, runs);
        if (substitute.Length == 0 || !better)
        {
            return metric;
        }

        var message = $"{metric} {why}: shown is {substitute}, from time stamps.";
        draft.Find("substituted", message, runs);
        return substitute;
    }

    private static bool IsAbsent(string metric, string substitute, MeasuredRun[] runs) =>
        Array.TrueForAll(runs, r => r.Value(metric) is null)
        && Array.Exists(runs, r => r.Value(substitute) is not null);

    private static bool IsCoarse(string metric, string substitute, MeasuredRun[] runs)
    {
        var any = false;
        foreach (var run in runs)
        {
            if (run.Value(metric) is { } value)
            {
                any = true;
                if (value != Math.Floor(value) || run.Value(substitute) is null)
                {
                    return false;
                }
            }
        }

        return any;
    }
}
