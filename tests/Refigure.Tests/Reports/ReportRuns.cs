using System.Collections.Immutable;
using Refigure.Results;
using Refigure.Tests.Results;

namespace Refigure.Tests.Reports;

/// <summary>Runs with the numbers that a test says.</summary>
internal static class ReportRuns
{
    public static MeasuredRun Of(string node, int iteration, params (string Metric, double Value)[] numbers)
    {
        var identity = new RunIdentity("model-sweep", node, "yi-6b", CacheState.Warm, iteration);
        return new MeasuredRun(
            SampleRuns.Record(identity) with
            {
                Hash = Convert.ToHexStringLower(
                    System.Security.Cryptography.SHA256.HashData(
                        System.Text.Encoding.UTF8.GetBytes(identity.RelativeFolder)
                    )
                ),
                NodeFacts = ImmutableSortedDictionary<string, string>.Empty.Add("gpu", node == "n1" ? "H100" : "H200"),
            },
            "/nowhere",
            null,
            [.. numbers.Select(n => new Measurement(n.Metric, n.Value, "s", $"{identity.RelativeFolder}/engine.log:7"))]
        );
    }
}
