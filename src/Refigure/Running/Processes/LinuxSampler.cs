using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Refigure.Running.Processes;

/// <summary>
/// Samples the use of each core (<c>/proc/stat</c>) and what the tree has resident (<c>/proc/PID/statm</c>) at fixed times
/// from the start. All of <c>/proc</c> is walked only once a second; in between the known members are read.
/// </summary>
internal sealed class LinuxSampler
{
    private static readonly TimeSpan Walk = TimeSpan.FromSeconds(1);
    private readonly ProcFile _file = new();
    private readonly StringBuilder _row = new();
    private readonly long[] _busy;
    private readonly long[] _all;
    private readonly double?[] _use;
    private readonly StreamWriter _rows;
    private readonly Func<TimeSpan> _elapsed;
    private List<TreeMember> _members = [];
    private TimeSpan _walked = TimeSpan.MinValue;

    public LinuxSampler(StreamWriter rows, Func<TimeSpan> elapsed)
    {
        _rows = rows;
        _elapsed = elapsed;
        // All cores of the machine: .NET's own count is only of those that the host may use.
        var cores = CountCores();
        _busy = new long[cores];
        _all = new long[cores];
        _use = new double?[cores];
        rows.WriteLine(
            $"seconds,{string.Concat(Enumerable.Range(0, _use.Length).Select(i => $"cpu{i},"))}memory_bytes"
        );
        ReadCores();
    }

    /// <summary>The most memory of the tree in a sample, in bytes; null before the first.</summary>
    public long? Peak { get; private set; }

    /// <summary>Samples until told to stop.</summary>
    public void Run(ProcessTree tree, TimeSpan every, ManualResetEventSlim stop)
    {
        for (var number = 1.0; ; )
        {
            // Up to a whole millisecond: a wait is cut to those, and would end before the time of the sample.
            var wait = Math.Ceiling(((number * every) - _elapsed()).TotalMilliseconds);
            if (stop.Wait((int)Math.Max(0, wait)))
            {
                return;
            }

            var now = _elapsed();
            try
            {
                Sample(tree, now);
            }
            catch (IOException)
            {
                return;
            }

            // From the start, not from the last sample: lateness does not add up, and missed times are left out.
            number = Math.Max(number, Math.Floor(now / every)) + 1;
        }
    }

    private void Sample(ProcessTree tree, TimeSpan now)
    {
        if (_walked == TimeSpan.MinValue || now - _walked >= Walk)
        {
            _members = tree.Find();
            _walked = now;
        }

        ReadCores();
        var memory = ReadMemory();
        Peak = memory is null ? Peak : Math.Max(Peak ?? 0, memory.Value);
        _ = _row.Clear().Append(CultureInfo.InvariantCulture, $"{now.TotalSeconds:F6}");
        foreach (var use in _use)
        {
            _ = _row.Append(CultureInfo.InvariantCulture, $",{use:0.0}");
        }

        _ = _row.Append(CultureInfo.InvariantCulture, $",{memory}");
        _rows.WriteLine(_row);
    }

    private long? ReadMemory()
    {
        long? sum = null;
        foreach (var member in _members)
        {
            var text = _file.Read($"/proc/{member.Id}/statm");
            var space = text.IndexOf((byte)' ');
            if (space > 0 && Utf8Parser.TryParse(text[(space + 1)..], out long pages, out _))
            {
                sum = (sum ?? 0) + (pages * Environment.SystemPageSize);
            }
        }

        return sum;
    }

    private int CountCores()
    {
        var count = 0;
        foreach (var line in Encoding.UTF8.GetString(_file.Read("/proc/stat")).Split('\n'))
        {
            var digits = line.StartsWith("cpu", StringComparison.Ordinal) ? line[3..].Split(' ')[0] : "";
            count = int.TryParse(digits, out var core) ? Math.Max(count, core + 1) : count;
        }

        return count;
    }

    private void ReadCores()
    {
        Array.Clear(_use);
        var text = _file.Read("/proc/stat");
        while (text.StartsWith("cpu"u8))
        {
            var end = text.IndexOf((byte)'\n');
            if (end < 0)
            {
                return;
            }

            var line = text[3..end];
            if (Utf8Parser.TryParse(line, out int core, out var used) && core < _use.Length)
            {
                ReadCore(core, line[used..]);
            }

            text = text[(end + 1)..];
        }
    }

    private void ReadCore(int core, ReadOnlySpan<byte> line)
    {
        // user nice system idle iowait irq softirq steal; guest time, after them, is in user already.
        long all = 0;
        long idle = 0;
        for (var field = 0; field < 8 && line.Length > 1; field++)
        {
            line = line[1..];
            if (!Utf8Parser.TryParse(line, out long ticks, out var used))
            {
                break;
            }

            all += ticks;
            idle += field is 3 or 4 ? ticks : 0;
            line = line[used..];
        }

        var busy = all - idle;
        var passed = all - _all[core];
        _use[core] = passed > 0 ? Math.Clamp(100.0 * (busy - _busy[core]) / passed, 0, 100) : null;
        _all[core] = all;
        _busy[core] = busy;
    }
}
