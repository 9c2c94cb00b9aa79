using Refigure.Reports.Html;
using Refigure.Reruns;
using Refigure.Verification;

namespace Refigure.Reports.Page;

/// <summary>Verdicts as words with a colour; the word says all, the colour only helps the eye.</summary>
internal static class Badge
{
    /// <summary>How close a number or a figure is to the reference.</summary>
    public static void Write(HtmlWriter html, Verdict verdict) =>
        Write(
            html,
            verdict.Word(),
            verdict switch
            {
                Verdict.Identical or Verdict.WithinTolerance => "good",
                Verdict.SameTrend => "fair",
                _ => "bad",
            }
        );

    /// <summary>How a set of runs changed.</summary>
    public static void Write(HtmlWriter html, Change change) =>
        Write(
            html,
            change.Word(),
            change switch
            {
                Change.Faster => "good",
                Change.Slower => "bad",
                _ => "plain",
            }
        );

    /// <summary>Any word.</summary>
    public static void Write(HtmlWriter html, string word, string kind) =>
        html.Element("span", word, ("class", $"badge {kind}"));
}
