using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Refigure.Results;

namespace Refigure.Reruns;

/// <summary>
/// A comparison as JUnit XML, which CI systems show: a suite for each experiment, a test for each deciding metric; slower is a
/// failure, can't tell is skipped.
/// </summary>
public static class RerunJUnit
{
    /// <summary>The document.</summary>
    /// <param name="compared">The comparison.</param>
    /// <param name="failures">Runs that failed: name and what happened.</param>
    public static XDocument Of(
        ImmutableArray<ComparedMetric> compared,
        ImmutableArray<(string Run, string Message)> failures
    )
    {
        var suites = compared
            .Where(c => c.Decides)
            .GroupBy(c => c.Experiment, StringComparer.Ordinal)
            .Select(g => Suite(g.Key, [.. g.Select(Test)]));
        if (!failures.IsEmpty)
        {
            suites = suites.Append(
                Suite(
                    "runs",
                    [
                        .. failures.Select(f => new XElement(
                            "testcase",
                            new XAttribute("classname", "runs"),
                            new XAttribute("name", f.Run),
                            new XElement("error", new XAttribute("message", Printable(f.Message)))
                        )),
                    ]
                )
            );
        }

        return new XDocument(new XElement("testsuites", suites));
    }

    private static XElement Suite(string name, ImmutableArray<XElement> tests) =>
        new(
            "testsuite",
            new XAttribute("name", name),
            new XAttribute("tests", tests.Length),
            new XAttribute("failures", tests.Count(t => t.Element("failure") is not null)),
            new XAttribute("errors", tests.Count(t => t.Element("error") is not null)),
            new XAttribute("skipped", tests.Count(t => t.Element("skipped") is not null)),
            tests
        );

    private static XElement Test(ComparedMetric one)
    {
        var test = new XElement(
            "testcase",
            new XAttribute("classname", $"{one.Experiment}.{one.Case}"),
            new XAttribute("name", $"{one.Cache.Word()} {one.Metric}"),
            new XAttribute("time", (one.Numbers?.Now.Mean ?? 0).ToString("0.######", CultureInfo.InvariantCulture))
        );
        var message = Message(one);
        switch (one.Verdict)
        {
            case Change.Slower:
                test.Add(new XElement("failure", new XAttribute("message", message)));
                break;
            case Change.CannotTell:
                test.Add(new XElement("skipped", new XAttribute("message", message)));
                break;
            default:
                test.Add(new XElement("system-out", message));
                break;
        }

        return test;
    }

    private static string Message(ComparedMetric one) =>
        one.Why is { } why ? $"{one.Verdict.Word()}: {Printable(why)}"
        : one.Numbers is { Low: { } low, High: { } high } numbers
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{one.Verdict.Word()}: {numbers.Relative * 100:+0.0;-0.0;0.0} % ({low * 100:+0.0;-0.0;0.0} to {high * 100:+0.0;-0.0;0.0} %)"
            )
        : one.Verdict.Word();

    // XML 1.0 has no control characters, not even escaped.
    private static string Printable(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
}
