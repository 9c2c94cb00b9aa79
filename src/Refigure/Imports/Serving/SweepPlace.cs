namespace Refigure.Imports.Serving;

/// <summary>
/// Where a result lies in a tree of <c>vllm bench sweep serve</c>: <c>NAME/20251202_225219/SERVE--…-BENCH--…/run=0.json</c>. The
/// folders' names are ambiguous (values may hold their separators), so that they only name the sweep; the parameters are read
/// from the file.
/// </summary>
/// <param name="Label">The sweep's name.</param>
/// <param name="Iteration">The repetition, 1-based.</param>
internal sealed record SweepPlace(string Label, int Iteration)
{
    /// <summary>The place; null for a result that no sweep wrote.</summary>
    public static SweepPlace? Of(ResultFile file, JsonPart result)
    {
        if (result.CountAt("run_number") is not { } number || number == int.MaxValue)
        {
            return null;
        }

        var folder = file.Folder;
        var name = Path.GetFileName(folder);
        if (
            name.StartsWith("SERVE--", StringComparison.Ordinal) || name.StartsWith("BENCH--", StringComparison.Ordinal)
        )
        {
            folder = Path.GetDirectoryName(folder) ?? folder;
        }

        // The time is that of one call: a sweep that is resumed or made again is the same experiment.
        while (CaseName.IsTime(Path.GetFileName(folder)) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        return new(Path.GetFileName(folder), number + 1);
    }
}
