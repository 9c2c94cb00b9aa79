using Cake.Common.Diagnostics;
using Cake.Frosting;
using Refigure.Build.Running;
using Refigure.Imports;
using Refigure.Quality;

namespace Refigure.Build.Tasks;

/// <summary>Takes over a published artifact, serving results or a folder of logs, and says what a reader of the numbers must know.</summary>
[TaskName("Import")]
[TaskDescription(
    "Take over a published artifact, results of GuideLLM, AIPerf or vllm bench, or a folder of logs: --from DIR [--node N] [--profile P] [--runs DIR]"
)]
public sealed class ImportTask : FrostingTask<BuildContext>
{
    private readonly Importer _importer;
    private readonly Workshop _workshop;

    /// <summary>With what imports, and what takes the right to write.</summary>
    public ImportTask(Importer importer, Workshop workshop)
    {
        _workshop = workshop;
        _importer = importer;
    }

    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        UserErrors.AsExitCode2(() => Import(context));
    }

    private void Import(BuildContext context)
    {
        var options = new ImportOptions(
            context.Options.From
                ?? throw new UserErrorException(
                    "--target Import needs --from DIR, the folder (or the result's file) to import."
                ),
            context.Options.Runs
        )
        {
            Node = context.Options.Node,
            Profile = context.Options.Profile,
            Compress = context.Options.Compress,
            Force = context.Options.Force,
        };
        if (context.Options.Experiments is [var experiment])
        {
            options = options with { Experiment = experiment };
        }

        var plan = _importer.Plan(options);
        plan.RefuseIncomplete(options);
        // A wrong source leaves nothing behind; and nobody else writes from here on.
        using var session = _workshop.OpenSession(context, options.Runs);
        plan = Importer.Anew(plan, options);
        var result = _importer.Apply(plan, options);
        context.Information(
            "Imported {0} into {1} ({2} there already, {3} replaced).",
            result.New == 1 ? "1 run" : $"{result.New} runs",
            Path.GetRelativePath(Directory.GetCurrentDirectory(), options.Runs),
            result.AlreadyThere,
            result.Replaced
        );
        if (!plan.Tables.IsEmpty)
        {
            context.Information(
                "The study's tables, made from these results, are in {0}: {1}.",
                Path.Combine(Path.GetRelativePath(Directory.GetCurrentDirectory(), options.Runs), options.Experiment),
                string.Join(", ", plan.Tables.Select(table => table.Name))
            );
        }

        // All runs are looked at together, since a log may be a copy of one that was there before; what concerns only those
        // is no news.
        var imported = plan.Runs.Select(r => r.Record.Identity.RelativeFolder).ToHashSet(StringComparer.Ordinal);
        Report(
            context,
            [.. result.Findings, .. QualityGuard.Inspect(result.Runs).Where(f => f.Runs.Any(imported.Contains))]
        );
    }

    private static void Report(BuildContext context, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            context.Information("Nothing unusual was found.");
            return;
        }

        context.Information(
            "{0} to know (nothing was dropped because of {1}):",
            findings.Count == 1 ? "1 thing" : $"{findings.Count} things",
            findings.Count == 1 ? "it" : "them"
        );
        foreach (var finding in findings)
        {
            context.Information("  {0}: {1}", finding.Kind, finding.Message);
        }
    }
}
