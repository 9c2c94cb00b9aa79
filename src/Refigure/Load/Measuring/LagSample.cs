using System.Runtime.InteropServices;
using Refigure.Statistics;

namespace Refigure.Load.Measuring;

/// <summary>Times in seconds that something took, kept to be summarised.</summary>
internal sealed class LagSample
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public double? Mean => _values.Count == 0 ? null : _values.Average();

    public void Add(double seconds) => _values.Add(seconds);

    public double? At(double fraction)
    {
        if (_values.Count == 0)
        {
            return null;
        }

        _values.Sort();
        return Percentiles.Of(CollectionsMarshal.AsSpan(_values), fraction * 100);
    }
}
