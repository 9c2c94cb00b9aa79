using System.Collections.Immutable;
using Cake.Common.Diagnostics;
using Refigure.Build.Running;
using Refigure.Doctor;
using Refigure.Evaluation;
using Refigure.Planning;

namespace Refigure.Build.Evaluation;

/// <summary>What this machine has and lacks for what is to be run on it.</summary>
/// <param name="doctor">Looks.</param>
/// <param name="bench">With the options of what is to be run.</param>
/// <param name="plan">Plans all of it; null for the machine in general.</param>
internal sealed class DoctorStep(DoctorDesk doctor, EvaluationBench bench, Func<Plan?> plan) : IEvaluationStep
{
    public string Name => EvaluationParts.Machine;

    public string Title => "Doctor: what this machine has and lacks";

    // A machine changes without anybody's doing.
    public bool IsRemembered => false;

    public ImmutableSortedDictionary<string, string> Inputs() => InputDigest.Of();

    public StepPrice Price(ISet<string> counted) => new(TimeSpan.FromSeconds(3), 0);

    public async Task<ImmutableArray<EvaluationLine>> RunAsync(CancellationToken cancellation)
    {
        var findings = await doctor.LookAsync(bench.Context, plan(), cancellation);
        foreach (var line in DoctorTable.Of(findings))
        {
            bench.Context.Information("{0}", line);
        }

        var blocking = findings.Where(f => f.Verdict == Verdict.Blocks).ToArray();
        return
        [
            new EvaluationLine(
                EvaluationParts.Machine,
                "doctor",
                blocking.Length == 0 ? EvaluationVerdict.Passed : EvaluationVerdict.CouldNotRun,
                blocking.Length == 0
                    ? $"nothing stands in the way ({findings.Length} things looked at)"
                    : $"in the way of some runs: {string.Join("; ", blocking.Select(f => $"{f.What}: {f.Found}"))}"
            ),
        ];
    }
}
