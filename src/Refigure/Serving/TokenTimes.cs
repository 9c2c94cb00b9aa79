using System.Collections;
using System.Runtime.CompilerServices;

namespace Refigure.Serving;

/// <summary>
/// When the chunks of an answer arrived, in seconds. Loads have millions of them, so times that are whole microseconds, as those of
/// <c>requests.jsonl</c> are, are held as the steps between them, in two or four bytes each; others as they are. What comes out is what
/// went in, to the last bit.
/// </summary>
[CollectionBuilder(typeof(TokenTimes), nameof(Create))]
public readonly record struct TokenTimes : IEnumerable<double>
{
    private const double Micro = 1e6;

    private readonly long _first;
    private readonly long _last;

    // Steps in microseconds after the first time (ushort or int), or all times in seconds (double).
    private readonly Array? _steps;

    private TokenTimes(long first, long last, Array steps)
    {
        (_first, _last, _steps) = (first, last, steps);
    }

    /// <summary>How many there are.</summary>
    public int Count =>
        _steps switch
        {
            null => 0,
            double[] all => all.Length,
            _ => _steps.Length + 1,
        };

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _steps is null;

    /// <summary>The first one; only if there is one.</summary>
    public double First => _steps is double[] all ? all[0] : _first / Micro;

    /// <summary>The last one; only if there is one.</summary>
    public double Last => _steps is double[] all ? all[^1] : _last / Micro;

    /// <summary>Holds times.</summary>
    public static TokenTimes Create(ReadOnlySpan<double> seconds)
    {
        if (seconds.IsEmpty)
        {
            return default;
        }

        var (least, most) = (0L, 0L);
        var before = 0L;
        for (var i = 0; i < seconds.Length; i++)
        {
            var micros = Math.Round(seconds[i] * Micro);
            if (!(Math.Abs(micros) < 1L << 52) || micros / Micro != seconds[i])
            {
                return new TokenTimes(0, 0, seconds.ToArray());
            }

            var step = i == 0 ? 0 : (long)micros - before;
            (least, most) = (Math.Min(least, step), Math.Max(most, step));
            before = (long)micros;
        }

        return least < int.MinValue || most > int.MaxValue ? new TokenTimes(0, 0, seconds.ToArray())
            : least < 0 || most > ushort.MaxValue
                ? new TokenTimes(Micros(seconds[0]), before, Steps(seconds, static step => (int)step))
            : new TokenTimes(Micros(seconds[0]), before, Steps(seconds, static step => (ushort)step));
    }

    /// <summary>Goes through them.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<double> IEnumerable<double>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static long Micros(double seconds) => (long)Math.Round(seconds * Micro);

    private static T[] Steps<T>(ReadOnlySpan<double> seconds, Func<long, T> make)
    {
        var steps = new T[seconds.Length - 1];
        var before = Micros(seconds[0]);
        for (var i = 0; i < steps.Length; i++)
        {
            var micros = Micros(seconds[i + 1]);
            steps[i] = make(micros - before);
            before = micros;
        }

        return steps;
    }

    /// <summary>Goes through times.</summary>
    public struct Enumerator : IEnumerator<double>
    {
        private readonly TokenTimes _times;
        private readonly int _count;
        private int _at = -1;
        private long _micros;

        internal Enumerator(TokenTimes times)
        {
            (_times, _count, _micros) = (times, times.Count, times._first);
        }

        /// <inheritdoc />
        public readonly double Current => _times._steps is double[] all ? all[_at] : _micros / Micro;

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc />
        public bool MoveNext()
        {
            if (++_at >= _count)
            {
                return false;
            }

            if (_at > 0)
            {
                _micros +=
                    _times._steps is ushort[] small ? small[_at - 1]
                    : _times._steps is int[] large ? large[_at - 1]
                    : 0;
            }

            return true;
        }

        /// <inheritdoc />
        public void Reset() => (_at, _micros) = (-1, _times._first);

        /// <inheritdoc />
        public readonly void Dispose() { }
    }
}
