using Refigure.Serving;

namespace Refigure.Load;

/// <summary>Takes requests as they end, one at a time and not on the thread that measures.</summary>
public interface IRequestSink
{
    /// <summary>Takes one; a crash after it returned must not lose it.</summary>
    void Add(RequestRecord request);
}
