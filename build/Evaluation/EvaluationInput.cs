using Refigure.Build.Options;
using Refigure.Verification;

namespace Refigure.Build.Evaluation;

/// <summary>What an evaluation refuses before it does anything.</summary>
internal static class EvaluationInput
{
    /// <exception cref="UserErrorException">An option is wrong, or what it names is not there.</exception>
    public static void Refuse(BuildOptions options)
    {
        if (options.Profile == "paper")
        {
            throw new UserErrorException(
                "--profile paper: expected smoke or lab, since the study's own runs take days; make them with --figure all --profile paper."
            );
        }

        if (options.Node is not null && options.From is null)
        {
            throw new UserErrorException(
                "--node: Evaluate is about the machine that it runs on; type it there, or name with --from the logs that are of that node."
            );
        }

        if (options.From is { } from && !Path.Exists(from))
        {
            throw new UserErrorException(
                $"--from {from}: there is no such folder; expected a published artifact, or a folder of logs."
            );
        }

        if (options.Against is not { } against)
        {
            return;
        }

        if (options.From is null)
        {
            throw new UserErrorException(
                $"--against {against}: expected --from DIR beside it, the study's data whose figures are compared with it."
            );
        }

        _ = File.Exists(against)
            ? ReferenceFile.Read(File.ReadAllText(against), against)
            : throw new UserErrorException(
                $"--against {against}: there is no such file; expected a reference as CSV or JSON."
            );
    }
}
