using Refigure.Load;
using Refigure.Serving;

namespace Refigure.Tests.Load;

/// <summary>Keeps requests in a list.</summary>
internal sealed class ListSink(List<RequestRecord> requests) : IRequestSink
{
    public void Add(RequestRecord request) => requests.Add(request);
}
