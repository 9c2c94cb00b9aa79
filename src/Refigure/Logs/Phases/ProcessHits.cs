using System.Collections.Immutable;
using Refigure.Logs.Tables;

namespace Refigure.Logs.Phases;

/// <summary>What one process printed of one event.</summary>
internal sealed class ProcessHits(int author)
{
    private const int MostLines = 1024;

    private readonly List<int> _lines = [];
    private bool _isSum;
    private bool _isOverfull;

    /// <summary>The process identifier; 0 for a process that the log does not tell from the front end.</summary>
    public int Author => author;

    /// <summary>The 1-based line of the first hit.</summary>
    public int FirstLine { get; private set; }

    /// <summary>The stamp of the first hit; null if it has none.</summary>
    public long? FirstStamp { get; set; }

    /// <summary>The stamp of the line that completed the number; null if it has none.</summary>
    public long? NumberStamp { get; private set; }

    /// <summary>The number; null if no line had one.</summary>
    public PrintedNumber? Number { get; private set; }

    /// <summary>The lines that the number came from, ascending.</summary>
    public ImmutableArray<int> NumberLines() => [.. _lines];

    /// <summary>The first line that should have had a number and did not; 0 if there is none.</summary>
    public int UnreadLine { get; private set; }

    /// <summary>Whether a part of a sum could not be read, or there are more parts than are kept.</summary>
    public bool IsPartial => _isSum && (UnreadLine > 0 || _isOverfull);

    /// <summary>Notes a hit.</summary>
    public void Add(int line, long? stamp, PrintedNumber? number, Repeated repeated, bool isComplete)
    {
        if (FirstLine == 0)
        {
            FirstLine = line;
            FirstStamp = stamp;
        }

        if (!isComplete && UnreadLine == 0)
        {
            UnreadLine = line;
        }

        _isSum |= repeated == Repeated.Sum;
        _isOverfull |= _lines.Count >= MostLines;
        if (number is not { } n || (Number is not null && repeated == Repeated.First) || _isOverfull)
        {
            return;
        }

        if (Number is { } sum && repeated == Repeated.Sum)
        {
            n = new PrintedNumber(sum.Value + n.Value, sum.IsWhole && n.IsWhole);
        }
        else
        {
            _lines.Clear();
        }

        Number = n;
        NumberStamp = stamp;
        _lines.Add(line);
    }

    /// <summary>Takes a step off the stamps of a line whose clock turned out to be wrong.</summary>
    public void Correct(int line, long step)
    {
        if (FirstLine == line)
        {
            FirstStamp -= step;
        }

        if (_lines.Count > 0 && _lines[^1] == line)
        {
            NumberStamp -= step;
        }
    }
}
