using System.Collections.Immutable;
using System.Globalization;
using Refigure.Catalog;
using Refigure.Models.Hub;

namespace Refigure.Doctor;

/// <summary>Whether the hub gives out each model that must be fetched; in general, each that only some may fetch.</summary>
/// <param name="hub">Asks the hub.</param>
/// <param name="hasToken">Whether there is a token.</param>
/// <param name="gated">Every model of the catalog that only some may fetch.</param>
public sealed class HubCheck(IHubAccess hub, bool hasToken, ImmutableArray<HubSource> gated) : ICheck
{
    private const int AtOnce = 4;

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        var unknown = needs
            .Cases.Where(c => c.Model is null && c.Hub is null)
            .Select(c => c.Case.Model)
            .Distinct(StringComparer.Ordinal)
            .Select(model => new Finding(
                $"model {model}",
                "nobody knows how to make or fetch it",
                Verdict.Blocks,
                "describe it in envs/models.yaml"
            ));
        HubSource[] wanted = needs.IsGeneral
            ? [.. gated]
            :
            [
                .. needs
                    .Cases.Where(c => c.Hub is not null && c.Model is not { IsThere: true })
                    .Select(c => c.Hub!)
                    .DistinctBy(h => h.Id, StringComparer.Ordinal),
            ];
        return [.. unknown, .. await Ask(wanted, needs.IsGeneral, cancellation)];
    }

    private async Task<IEnumerable<Finding>> Ask(HubSource[] wanted, bool isGeneral, CancellationToken cancellation)
    {
        var token = hasToken ? "with a token" : "without a token";
        var open = new List<HubSource>();
        var findings = new List<Finding>();
        foreach (var some in wanted.Chunk(AtOnce))
        {
            var answers = await Task.WhenAll(some.Select(h => hub.CheckAsync(h.Id, cancellation)));
            foreach (var (source, (access, why)) in some.Zip(answers))
            {
                switch (access)
                {
                    case HubAccess.Open:
                        open.Add(source);
                        break;
                    case HubAccess.Refused:
                        findings.Add(Refused(source, why, isGeneral));
                        break;
                    default:
                        // Who does not answer once need not be asked for the others.
                        return [.. findings, NoAnswer(why, isGeneral, wanted.Length)];
                }
            }
        }

        if (open.Count > 0)
        {
            var names =
                open.Count > 3
                    ? string.Create(CultureInfo.InvariantCulture, $"{open.Count} models")
                    : string.Join(", ", open.Select(h => h.Id));
            findings.Insert(0, new Finding("hub access", $"{names} can be fetched {token}", Verdict.Ok));
        }

        return findings;
    }

    private Finding Refused(HubSource source, string? why, bool isGeneral) =>
        new(
            $"hub access to {source.Id}",
            why?.TrimEnd('.') ?? "refused",
            isGeneral ? Verdict.Missing : Verdict.Blocks,
            hasToken
                ? $"ask for access at {source.Page}, with the account of the token"
                : $"ask for access at {source.Page}, and set HF_TOKEN to a token of that account"
        );

    private static Finding NoAnswer(string? why, bool isGeneral, int count) =>
        new(
            "hub access",
            $"no answer from {why}",
            isGeneral ? Verdict.Missing : Verdict.Blocks,
            isGeneral
                ? "only profile paper needs the hub; models that are there are used without it"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"connect this machine, name a mirror in HF_ENDPOINT, or fetch {(count == 1 ? "the model" : $"the {count} models")} elsewhere (--target Models) and copy models/ of its store here"
                )
        );
}
