using System.Collections.Immutable;
using System.Text.Json;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>
/// Exports of AIPerf: <c>profile_export_aiperf.json</c> with settings and totals (<c>schema_version</c> 1), and beside it
/// <c>profile_export.jsonl</c> with a request a line. Either alone is read, too. What AIPerf calls inter-token latency is
/// (E2E - TTFT) / (n - 1), averaged by request: TPOT here. Its throughputs divide by the time between its start and end, which
/// is longer than its duration.
/// </summary>
internal static class AiperfExport
{
    private const string KnownVersion = "1";

    /// <summary>Reads the export.</summary>
    /// <param name="totals">The file with the totals; null if there is none.</param>
    /// <param name="requests">The file of requests; null if there is none.</param>
    /// <exception cref="UserErrorException">It is cut off, of an unknown version, or a value is not what it must be.</exception>
    public static ServingResult Read(ResultFile? totals, ResultFile? requests)
    {
        var file = totals ?? requests ?? throw new ArgumentNullException(nameof(requests));
        var json = totals is null ? (JsonPart?)null : Checked(totals.ReadJson());
        var lines = requests is null ? null : AiperfRequests.Survey(requests);
        var settings = json?.Find("input_config");
        var model = AiperfSettings.Model(settings);
        var facts = AiperfSettings.Facts(json, settings) with { Start = lines?.Start, Remarks = Remarks(json, lines) };
        var name = model is null ? ServingResult.Unknown : StudyEnvironment.BaseName(model);
        ImmutableArray<SourceFile?> sources = [totals?.AsSource(), requests?.AsSource()];
        return new()
        {
            File = file,
            From = file.From,
            Key = "aiperf " + (json?.TextAt("benchmark_id") ?? file.From),
            Detail = (lines?.Count ?? 0) + (json is null ? 0 : 1),
            Case = CaseName.Of(CaseName.Folders(file), name, CaseName.Requests(facts), CaseName.Load(facts)),
            Model = name,
            Facts = facts,
            Requests = requests is null || lines is null ? null : () => AiperfRequests.Of(requests, lines),
            Completed = lines?.Completed ?? (int?)facts.Reported.GetValueOrDefault(Completed),
            Sources = [.. sources.OfType<SourceFile>()],
        };
    }

    private static readonly string Completed = ServingMetrics.Requests(RequestStatus.Completed);

    private static JsonPart Checked(JsonPart json)
    {
        var version = json.Find("schema_version");
        var text = version?.Kind == JsonValueKind.String ? version.Value.Text() : version?.Element.GetRawText();
        return text is null || text.Split('.')[0] == KnownVersion
            ? json
            : throw new UserErrorException(
                $"{json.File}: schema_version is {text} (aiperf {json.TextAt("aiperf_version") ?? "of unknown version"}), and only {KnownVersion} is known here: write it with AIPerf 0.13, or wait for a Refigure that knows it."
            );
    }

    private static ImmutableArray<string> Remarks(JsonPart? json, AiperfLines? lines)
    {
        var remarks = ImmutableArray.CreateBuilder<string>();
        if (json is null)
        {
            remarks.Add(
                "There is no profile_export_aiperf.json beside the requests: nothing tells the settings of the load."
            );
        }

        if (lines is null)
        {
            remarks.Add("There is no profile_export.jsonl beside the totals: the numbers are AIPerf's own.");
        }

        if (json?.Find("was_cancelled") is { Kind: JsonValueKind.True })
        {
            remarks.Add("The load was cancelled before its end.");
        }

        return remarks.ToImmutable();
    }
}
