using System.Text;

namespace Refigure.Assignment;

/// <summary>The page that says what is in the archive, and what is not.</summary>
internal static class ArchiveReadme
{
    public static string Of(AssignmentData data)
    {
        var text = new StringBuilder("The assignment's archive, made by Refigure\n\n");
        if (data.Caution is { } caution)
        {
            _ = text.Append(caution).Append("\n\n");
        }

        _ = text.Append(data.Gaps.IsEmpty ? "" : "Not in here:\n");
        foreach (var gap in data.Gaps)
        {
            _ = text.Append("- ").Append(gap.Sentence.Replace('\n', ' ')).Append('\n');
        }

        _ = text.Append(data.Gaps.IsEmpty ? "" : "\n")
            .Append(
                """
                report.pdf                  the report; the marked places are for your own words, and can be typed into
                figures/                    figure 18 (sorted TTFT), 19 (sorted TPOT), 20 (kernels and one all-reduce), as PDF and SVG
                code/server_*.sh            what each configuration's server was started with, and the profiled one
                code/plot_results.py        reads the text files again, and plots them with matplotlib
                data/ttft_tpot_*.txt        a line a prompt, in the order of arrival: TTFT and TPOT in seconds, tokens, latency in milliseconds
                data/logs_*.txt             the same as the course's client prints it, with its summary; START counts from the load's start
                data/results.csv            mean, median and percentiles of each configuration
                data/top_kernels.csv, .txt  the three kernels with the most time over all GPUs
                data/figure*.csv            every number that a figure shows
                data/profile/               the profiler's own files
                provenance.json             profile, runs, nodes, engine versions, what is missing and what a reader must know
                SHA256SUMS                  for sha256sum -c

                """
            );
        return text.ToString();
    }
}
