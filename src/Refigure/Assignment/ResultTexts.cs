using System.Text;
using Refigure.Load;
using Refigure.Serving;

namespace Refigure.Assignment;

/// <summary>The text files of a configuration, as the course's client prints and its students save them.</summary>
public static class ResultTexts
{
    private const string Line = "TTFT: ";

    /// <summary>The client's whole output: settings, a line a prompt, the summary. Times start at 0 with the load.</summary>
    public static string Log(ServedConfiguration one)
    {
        ArgumentNullException.ThrowIfNull(one);
        using var output = new MemoryStream();
        ClientLogText.Write(one.Requests, one.Load ?? new LoadFacts { Tool = "unknown" }, origin: 0, output);
        return Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length);
    }

    /// <summary>Only the lines of the prompts: TTFT and TPOT of each in seconds, in the order of their arrival.</summary>
    public static string PerPrompt(ServedConfiguration one)
    {
        var lines = Log(one).Split('\n').Where(line => line.StartsWith(Line, StringComparison.Ordinal));
        return string.Concat(lines.Select(line => line + "\n"));
    }
}
