using System.Collections.Immutable;
using Refigure.Results;
using Refigure.Serving;

namespace Refigure.Tests.Imports.Serving;

/// <summary>An imported load as it lies in its run folder.</summary>
internal sealed record ImportedLoad(
    RunRecord Record,
    LoadFacts Facts,
    ImmutableArray<RequestRecord> Requests,
    string Folder
)
{
    public int Count(RequestStatus status) => Requests.Count(request => request.Status == status);

    public double Mean(Func<RequestRecord, double?> value) =>
        Requests.Where(request => request.Status == RequestStatus.Completed).Select(value).OfType<double>().Average();
}
