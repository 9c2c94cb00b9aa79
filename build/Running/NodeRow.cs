using System.Globalization;
using Refigure.Nodes.Ssh;

namespace Refigure.Build.Running;

/// <summary>A machine's row: <c>m1  ███░░  3/8 · about 2 min left · startup warm-2 · starting</c>.</summary>
/// <param name="name">Its name.</param>
internal sealed class NodeRow(string name)
{
    private const int BarWidth = 20;

    /// <summary>How far it is; null if that is not known yet.</summary>
    public JobProgress? Progress { get; set; }

    /// <summary>How it ended; null before.</summary>
    public string? End { get; set; }

    /// <summary>The row as text.</summary>
    /// <param name="width">How wide the names are.</param>
    public string Text(int width)
    {
        var (done, total) = (Progress?.Done ?? 0, Progress?.Total ?? 0);
        var filled = total == 0 ? (End is null ? 0 : BarWidth) : Math.Min(BarWidth, done * BarWidth / total);
        var parts = new List<string>();
        if (Progress is not null)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{done}/{total}"));
        }

        if (End is { } end)
        {
            parts.Add(end);
        }
        else
        {
            if (Progress?.Left is { } left)
            {
                parts.Add($"about {RunWords.Of(left)} left");
            }

            parts.Add(
                Progress is null ? "getting ready"
                : Progress.Now.Length > 0 ? Progress.Now
                : "between two runs"
            );
        }

        return $"{name.PadRight(width)}  {new string('█', filled)}{new string('░', BarWidth - filled)}  {string.Join(" · ", parts)}";
    }
}
