namespace Refigure.Imports.Serving;

/// <summary>Finds AIPerf's totals and the requests that belong to them: beside them, by the same prefix.</summary>
internal static class AiperfPairs
{
    private const string Ending = "_aiperf";

    /// <summary>The exports in the folder.</summary>
    public static IEnumerable<ServingResult> In(ServingFolder folder)
    {
        var requests = folder.Of(ServingFormat.AiperfRequests).ToList();
        foreach (var totals in folder.Of(ServingFormat.AiperfTotals))
        {
            var prefix = totals.Stem.EndsWith(Ending, StringComparison.Ordinal)
                ? totals.Stem[..^Ending.Length]
                : totals.Stem;
            var own = requests.Find(file => file.Folder == totals.Folder && file.Stem == prefix);
            if (own is not null)
            {
                requests.Remove(own);
            }

            yield return ResultGuard.Read(totals, () => AiperfExport.Read(totals, own));
        }

        foreach (var alone in requests)
        {
            yield return ResultGuard.Read(alone, () => AiperfExport.Read(totals: null, alone));
        }
    }
}
