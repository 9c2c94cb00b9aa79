using Refigure.Plotting.Figures;

namespace Refigure.Plotting.Layout;

/// <summary>The smallest and the greatest value of one direction, collected from the marks.</summary>
internal sealed class Limits(bool isLog)
{
    // What differs by less than this part of itself differs by rounding.
    private const double Rounding = 1e-9;
    private double _min = double.MaxValue;
    private double _max = double.MinValue;
    private bool _standsOnZero;

    /// <summary>Whether the limits are those of a matrix, whose edges are the axes.</summary>
    public bool IsExact { get; private set; }

    public void Add(double value)
    {
        if (double.IsFinite(value) && (!isLog || value > 0))
        {
            _min = Math.Min(_min, value);
            _max = Math.Max(_max, value);
        }
    }

    public void Add(double value, (double Low, double High)? error)
    {
        Add(value);
        if (error is { } ends)
        {
            Add(ends.Low);
            Add(ends.High);
        }
    }

    /// <summary>Says that bars or areas stand on 0.</summary>
    public void StandOnZero()
    {
        _standsOnZero = true;
        Add(0);
    }

    public void AddExact(double from, double to)
    {
        Add(from);
        Add(to);
        IsExact = true;
    }

    /// <summary>The axis' limits: its own where it names them, else the data's with a margin.</summary>
    public (double Min, double Max) For(ValueAxis axis, double margin)
    {
        if (_min > _max)
        {
            (_min, _max) = isLog ? (1, 10) : (0, 1);
        }

        var (low, high) = isLog ? LogLimits(margin) : LinearLimits(margin);
        (low, high) = (axis.Min ?? low, axis.Max ?? high);
        if (!(high > low))
        {
            high = isLog ? low * 10 : low + Math.Max(1, Math.Abs(low));
        }

        return (low, high);
    }

    private (double Min, double Max) LinearLimits(double margin)
    {
        if (IsExact)
        {
            return (_min, _max);
        }

        var largest = Math.Max(Math.Abs(_min), Math.Abs(_max));
        var pad = _max - _min > largest * Rounding ? (_max - _min) * margin : Math.Max(largest * 0.1, 1e-9);
        var atZero = _standsOnZero ? 0 : double.NaN;
        return (_min == atZero ? _min : _min - pad, _max == atZero ? _max : _max + pad);
    }

    private (double Min, double Max) LogLimits(double margin)
    {
        var factor = Math.Pow(_max > _min ? _max / _min : 10, margin);
        var low = _standsOnZero ? Math.Pow(10, Math.Ceiling(Math.Log10(_min)) - 1) : _min / factor;
        return (low, _max * factor);
    }
}
