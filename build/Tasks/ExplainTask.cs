using System.Collections.Immutable;
using Cake.Common.Diagnostics;
using Cake.Frosting;
using Refigure.Build.Figures;
using Refigure.Explanation;
using Refigure.Figures;
using Refigure.Logs;
using Refigure.Results;

namespace Refigure.Build.Tasks;

/// <summary>Follows a bar back to its runs and their log lines.</summary>
[TaskName("Explain")]
[TaskDescription("Follow a number of a figure to its log lines: --figure N [--label TEXT]")]
public sealed class ExplainTask : FrostingTask<BuildContext>
{
    private readonly FigureStudio _studio;

    /// <summary>With what computes figures.</summary>
    public ExplainTask(FigureStudio studio)
    {
        _studio = studio;
    }

    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        UserErrors.AsExitCode2(() => Explain(context));
    }

    private void Explain(BuildContext context)
    {
        if (context.Options.Figures is not [var number])
        {
            throw new UserErrorException("--target Explain needs one figure: --figure N [--label TEXT].");
        }

        var recipe = FigureRecipes.Find(number)!;
        var outcome = _studio.Compute(recipe, context);
        if (!outcome.HasData)
        {
            throw new UserErrorException(outcome.WhyNot);
        }

        foreach (var line in new FigureExplanation(LinesOf).Explain(recipe, outcome.Data, context.Options.Label))
        {
            context.Information("{0}", line);
        }
    }

    private static IReadOnlyDictionary<int, string> LinesOf(MeasuredRun run, ImmutableArray<int> lines)
    {
        using var log = RawFiles.Open(RunFolder.PathOf(run.Root, run.Record.Identity), RawFiles.EngineLog);
        return log is null
            ? ImmutableSortedDictionary<int, string>.Empty
            : LogLines.Get(log, lines.AsSpan()).ToDictionary(line => line.Number, line => line.Text);
    }
}
