using Refigure.Results;

namespace Refigure.Quality;

/// <summary>Whether the attention backend that the environment asks for is the one that ran.</summary>
internal static class AttentionBackends
{
    private const string Variable = "VLLM_ATTENTION_BACKEND";

    public static IEnumerable<Finding> Inspect(IEnumerable<MeasuredRun> runs)
    {
        foreach (var experiment in RunGroups.Experiments(runs))
        {
            var contradicted = experiment
                .Where(r =>
                    r.Record.Variables.TryGetValue(Variable, out var asked)
                    && r.Log?.AttentionBackend is { } ran
                    && Plain(asked) != Plain(ran)
                )
                .ToArray();
            if (contradicted.Length == 0)
            {
                continue;
            }

            var asked = contradicted[0].Record.Variables[Variable];
            var ran = contradicted
                .GroupBy(r => r.Log!.AttentionBackend!)
                .OrderByDescending(g => g.Count())
                .Select(g => $"{g.Key} in {g.Count()}");
            yield return new Finding(
                FindingKinds.SettingContradicted,
                $"{experiment.Key}: {Variable}={asked} is set, but {contradicted.Length} of {experiment.Count()} logs say "
                    + $"otherwise ({string.Join(", ", ran)}).",
                RunGroups.Folders(contradicted)
            );
        }
    }

    // FLASH_ATTN, "Flash Attention", "FlashInfer" and FLASHINFER are written in many ways.
    private static string Plain(string backend)
    {
        var letters = new string([.. backend.Where(char.IsAsciiLetter).Select(char.ToUpperInvariant)]);
        letters = letters.Replace("ATTENTION", "ATTN", StringComparison.Ordinal);
        return letters.EndsWith("ATTNVLLMV", StringComparison.Ordinal) ? letters[..^5] : letters;
    }
}
