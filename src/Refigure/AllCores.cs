using System.Runtime.ExceptionServices;

namespace Refigure;

/// <summary>
/// Work of uneven pieces on all cores: each core takes the next piece when it is done with one, so that no core ends with a row of
/// the large ones.
/// </summary>
public static class AllCores
{
    /// <summary>Does each piece once, in no order.</summary>
    /// <param name="count">How many pieces there are.</param>
    /// <param name="work">Does the piece with this index; called from several threads.</param>
    /// <exception cref="Exception">What a piece threw; pieces that were not begun are left out.</exception>
    public static void For(int count, Action<int> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var last = -1;
        try
        {
            Parallel.For(
                0,
                Math.Min(count, Environment.ProcessorCount),
                (_, state) =>
                {
                    int i;
                    while (!state.IsExceptional && (i = Interlocked.Increment(ref last)) < count)
                    {
                        work(i);
                    }
                }
            );
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
