using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;
using Refigure.Build.Nodes;
using Refigure.Build.Running;
using Refigure.Doctor;
using Refigure.Planning;

namespace Refigure.Build.Tasks;

/// <summary>Says what this machine has, and what is missing for a figure. Changes nothing.</summary>
[TaskName("Doctor")]
[TaskDescription("What this machine has and lacks: [--figure N | --experiment A,B] [--profile P] [--node N]")]
public sealed class DoctorTask : AsyncFrostingTask<BuildContext>
{
    private readonly DoctorDesk _desk;
    private readonly Workshop _workshop;
    private readonly TaskDesk _there;
    private readonly Interruption _interruption;

    /// <summary>With what looks, what plans, what has other machines look, and what ends long work.</summary>
    public DoctorTask(DoctorDesk desk, Workshop workshop, TaskDesk there, Interruption interruption)
    {
        _desk = desk;
        _workshop = workshop;
        _there = there;
        _interruption = interruption;
    }

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await UserErrors.AsExitCode2Async(() => Look(context));
    }

    private async Task Look(BuildContext context)
    {
        if (context.Options.Node is { } node && _workshop.Nodes(context).IsReached(node))
        {
            await _there.DidThereAsync(context, "Doctor");
            return;
        }

        var plan = Plan(context);
        var findings = await _desk.LookAsync(context, plan, _interruption.Token);
        foreach (var line in DoctorTable.Of(findings))
        {
            context.Information("{0}", line);
        }

        var blocking = findings.Count(f => f.Verdict == Verdict.Blocks);
        if (blocking > 0)
        {
            throw new CakeException(
                1,
                plan is null
                    ? "Nothing can be run here: see the rows that say BLOCKS."
                    : $"It cannot be run here: see the {(blocking == 1 ? "row that says" : $"{blocking} rows that say")} BLOCKS."
            );
        }

        context.Information(
            "{0}",
            plan is null ? "Name a figure to know whether it can be run here: --figure N [--profile P]."
                : plan.Runs.IsEmpty ? "Nothing of it is run on this machine."
                : plan.ToMake.IsEmpty ? "Every run is there: it can be drawn."
                : $"It can be run here: {plan.ToMake.Length} runs are to be made."
        );
    }

    private Plan? Plan(BuildContext context)
    {
        if (context.Options.Figures.Count == 0 && context.Options.Experiments.Count == 0)
        {
            return null;
        }

        var names = ExperimentChoice.Names(context, "Doctor");
        var profile = ExperimentChoice.Profile(context);
        names = ExperimentChoice.WithRuns(context, _workshop, names, profile);
        var cases = _workshop.Cases(context, names, profile);
        OtherMachines.Say(context, _workshop.Nodes(context), cases);
        foreach (var node in NodeDesk.Names(context, _workshop.Nodes(context), cases))
        {
            context.Information(
                "Its runs of node {0} are made there: {1}",
                node,
                OtherMachines.DoctorOf(context, node)
            );
        }

        return _workshop.Plan(context, cases, context.Options.Runs, onlyHere: true);
    }
}
