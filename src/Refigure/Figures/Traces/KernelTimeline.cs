using System.Globalization;
using Refigure.Results;
using Refigure.Traces;

namespace Refigure.Figures.Traces;

/// <summary>
/// Figure 20: the kernels that take the most time, and what all GPUs did around one all-reduce, that of median duration.
/// </summary>
public sealed record KernelTimeline : FigureRecipe
{
    /// <summary>The panel of the kernels' times: series is the class, x the place, n the calls.</summary>
    public const string Kernels = "kernels";

    /// <summary>The panel of the kernels' shares of the sum of all kernels, in %.</summary>
    public const string Shares = "share";

    private const int MostKernels = 10;

    /// <inheritdoc/>
    public override FigureOutcome Compute(FigureInput input)
    {
        var draft = new FigureDraft(this, input);
        var selection = RunSelection.Of(draft);
        if (selection.IsEmpty)
        {
            return selection.NoRuns();
        }

        ProfiledCase[] all = [.. selection.Cases.Select(c => ProfiledCase.Of(c, input)).OfType<ProfiledCase>()];
        if (Ordered.First(all, ProfiledCase.ByPreference) is not { } shown)
        {
            return draft.Without(
                $"a run with traces that have kernels ({ProfiledRun.Folder}/, one file for each rank)",
                "no valid run has them"
            );
        }

        SayChoice(draft, shown, all);
        AddKernels(draft, shown);
        AllReduceMarks.Add(draft, shown);
        SayTrace(draft, shown);
        selection.Say([shown.Runs]);
        return draft.Finish();
    }

    private static void AddKernels(FigureDraft draft, ProfiledCase shown)
    {
        var analysis = shown.Profile.Analysis;
        var (kernels, source) =
            analysis.TopKernels.Length > 0
                ? (analysis.TopKernels, string.Join(" and ", analysis.Ranks.Select(r => r.Source).Distinct()))
                : (shown.Profile.Set.Summaries[0].Kernels, shown.Profile.Set.Summaries[0].Source);
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var place = 0; place < Math.Min(MostKernels, kernels.Length); place++)
        {
            var kernel = kernels[place];
            var name = KernelNames.Short(kernel.Name);

            // Instances of one template differ in what their short name leaves out.
            var times = names[name] = names.GetValueOrDefault(name) + 1;
            var mark = new FigureMark(
                Kernels,
                TraceTables.Word(kernel.Class),
                times > 1 ? $"{name} #{times}" : name,
                (place + 1).ToString(CultureInfo.InvariantCulture),
                kernel.Total / 1e6,
                Error: null,
                (int)Math.Min(int.MaxValue, kernel.Calls),
                "ms"
            )
            {
                How = $"the sum of the durations of all calls of {kernel.Name}",
                Sources = [Source(shown, "kernel_time", kernel.Total / 1e6, "ms", source)],
            };
            draft.Add(mark);
            draft.Add(
                mark with
                {
                    Panel = Shares,
                    Y = 100 * kernel.Share,
                    Unit = "%",
                    How = "its time by the sum over all kernels",
                }
            );
        }
    }

    internal static MarkSource Source(ProfiledCase shown, string metric, double value, string unit, string file) =>
        new(
            shown.Run,
            new Measurement(
                metric,
                value,
                unit,
                $"{shown.Run.Record.Identity.RelativeFolder}/{ProfiledRun.Folder}/{file}"
            )
        );

    private static void SayChoice(FigureDraft draft, ProfiledCase shown, ProfiledCase[] all)
    {
        ProfiledCase[] others = [.. all.Where(c => c != shown)];
        draft.Find(
            "trace-shown",
            others.Length == 0
                ? $"Shown are the traces of {shown.Describe()}."
                : $"Shown are the traces of {shown.Describe()}; there are also those of {string.Join(", ", others.Take(3).Select(o => o.Describe()))}{(others.Length > 3 ? " and more" : "")}.",
            [shown.Run]
        );
    }

    private static void SayTrace(FigureDraft draft, ProfiledCase shown)
    {
        if (shown.AllReduces is { } pairing)
        {
            var waiting = Enumerable.Range(0, pairing.Ranks.Length).Sum(pairing.Waiting) / 1e6;
            var whole = waiting + (Enumerable.Range(0, pairing.Ranks.Length).Sum(pairing.Communicating) / 1e6);
            draft.Find(
                "all-reduce-waiting",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Of the {whole:0.00} ms in all-reduces, over all ranks, {waiting:0.00} ms are waiting until the last rank starts: they are in the time of the kernel, and no communication."
                ),
                [shown.Run]
            );
        }

        // That the front end has no kernels of its own is nothing to know where the workers' are there.
        var silent = shown.Profile.Set.Traces.Where(t => t.Coverage.HasNoKernels).Select(t => t.Source).ToArray();
        foreach (var remark in shown.Profile.Set.Remarks.Concat(shown.Profile.Analysis.Remarks))
        {
            if (!Array.Exists(silent, s => remark.StartsWith(s, StringComparison.Ordinal)))
            {
                draft.Find("trace", remark, [shown.Run]);
            }
        }
    }
}
