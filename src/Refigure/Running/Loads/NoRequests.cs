using Refigure.Load;
using Refigure.Serving;

namespace Refigure.Running.Loads;

/// <summary>Takes requests that nobody wants to read.</summary>
internal sealed class NoRequests : IRequestSink
{
    /// <inheritdoc />
    public void Add(RequestRecord request) { }
}
