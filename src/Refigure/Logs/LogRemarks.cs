using System.Collections.Immutable;

namespace Refigure.Logs;

/// <summary>What a reader of a log's numbers should know, each kind said once.</summary>
internal sealed class LogRemarks
{
    private readonly ImmutableArray<string>.Builder _remarks = ImmutableArray.CreateBuilder<string>();
    private bool _saidBinary;
    private bool _saidStepBack;
    private int _glitches;
    private int _firstGlitch;

    /// <summary>A line has bytes that are no text.</summary>
    public void Binary(int line) => Once(ref _saidBinary, $"line {line} has bytes that are no text");

    /// <summary>A stamp goes back, by more than processes get out of order.</summary>
    public void StepBack(int line, double seconds) =>
        Once(ref _saidStepBack, $"line {line}: the clock goes back by {seconds:0.###} s");

    /// <summary>A line is stamped a second late.</summary>
    public void Glitch(int line)
    {
        _glitches++;
        _firstGlitch = _firstGlitch == 0 ? line : _firstGlitch;
    }

    /// <summary>A line begins a second start.</summary>
    public void SecondStart(int line) =>
        _remarks.Add($"line {line} begins a second engine start; the phases are those of the first");

    /// <summary>Everything, with what is known at the end.</summary>
    public ImmutableArray<string> Finish(int lines, bool endsOpen, int longLine)
    {
        if (lines == 0)
        {
            _remarks.Add("the log is empty");
        }

        if (_glitches > 0)
        {
            var others = _glitches > 1 ? $" (and {_glitches - 1} more)" : "";
            _remarks.Add($"line {_firstGlitch}{others} is stamped a second late; the second was taken off");
        }

        if (longLine > 0)
        {
            _remarks.Add($"line {longLine} is very long; only its beginning was read");
        }

        if (endsOpen)
        {
            _remarks.Add($"line {lines}, the last one, has no end; the log may be cut off there");
        }

        return _remarks.ToImmutable();
    }

    private void Once(ref bool said, string remark)
    {
        if (!said)
        {
            said = true;
            _remarks.Add(remark);
        }
    }
}
