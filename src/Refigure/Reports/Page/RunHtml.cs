using System.Collections.Immutable;
using System.Globalization;
using Refigure.Logs;
using Refigure.Reports.Html;
using Refigure.Results;
using Refigure.Secrets;

namespace Refigure.Reports.Page;

/// <summary>One run: whether it counts, where its time went, its numbers with their lines, how it was made.</summary>
internal static class RunHtml
{
    private const int MostMeasurements = 200;

    /// <summary>Writes it as an article with the run's anchor.</summary>
    public static void Write(HtmlWriter html, ReportRun run)
    {
        var record = run.Run.Record;
        html.Open("article", ("class", "run"), ("id", run.Anchor), ("aria-labelledby", $"{run.Anchor}-title"))
            .Element("h3", record.Identity.RelativeFolder, ("id", $"{run.Anchor}-title"));
        State(html, run);
        Facts(html, "", Summary(record));
        AccountHtml.Write(html, run.Run.Log);
        SamplesHtml.Write(html, run.Samples);
        Measurements(html, run);
        Excerpts(html, run);
        Facts(html, "Cache evidence", record.CacheEvidence.Select(e => (e.Key, (string?)e.Value)));
        Facts(html, "GPU evidence", record.GpuEvidence.Select(e => (e.Key, (string?)e.Value)));
        HowMade(html, record);
        html.CloseLine("article");
    }

    private static void State(HtmlWriter html, ReportRun run)
    {
        html.Open("p");
        Badge.Write(html, run.Run.Record.Valid ? "valid" : "invalid", run.Run.Record.Valid ? "good" : "bad");
        html.CloseLine("p");
        ImmutableArray<string> reasons = [.. run.Run.Record.InvalidReasons, .. run.Damage];
        if (reasons.IsEmpty && (run.Run.Log?.Remarks.IsDefaultOrEmpty ?? true))
        {
            return;
        }

        html.Open("ul", ("class", "trouble"));
        foreach (var reason in reasons.Concat(run.Run.Log?.Remarks ?? []))
        {
            html.Element("li", reason);
        }

        html.CloseLine("ul");
    }

    private static IEnumerable<(string, string?)> Summary(RunRecord record)
    {
        yield return ("profile", record.Profile);
        yield return ("environment", record.Environment);
        yield return ("engine", record.EngineVersion is { } v ? $"{record.Engine} {v}" : record.Engine);
        yield return ("model", record.Model);
        yield return ("started", record.Start?.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        yield return ("took", record.DurationSeconds is { } s ? NumberText.Seconds(s) : null);
        yield return ("exit status", record.ExitStatus?.ToString(CultureInfo.InvariantCulture));
        yield return ("most memory", record.PeakMemoryBytes is { } bytes ? NumberText.Of(bytes / 1e9, "GB") : null);
        yield return ("imported from", record.ImportedFrom);
        yield return ("hash", record.Hash);
    }

    private static void Measurements(HtmlWriter html, ReportRun run)
    {
        if (run.Run.Measurements.IsEmpty)
        {
            return;
        }

        html.Open("details", ("class", "numbers"), ("open", run.Excerpts.IsEmpty ? null : ""))
            .Element("summary", $"{run.Run.Measurements.Length} numbers")
            .Open(
                "div",
                ("class", "scroll"),
                ("tabindex", "0"),
                ("role", "region"),
                ("aria-label", "Numbers of the run")
            )
            .Open("table")
            .Open("thead")
            .Open("tr");
        foreach (var column in new[] { "metric", "value", "from", "how" })
        {
            html.Element("th", column, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        var folder = run.Run.Record.Identity.RelativeFolder;
        var start = folder + "/";
        var phase = 0;
        foreach (var one in run.Run.Measurements.Take(MostMeasurements))
        {
            html.Open("tr")
                .Element("td", one.Metric)
                .Element("td", NumberText.Of(one.Value, one.Unit), ("class", "number"))
                .Open("td");
            var shown = one.Source.StartsWith(start, StringComparison.Ordinal)
                ? one.Source[start.Length..]
                : one.Source;
            if (
                !run.Excerpts.IsEmpty
                && Runs.SourceText.Parse(run.Run, folder, one.Source) is { } place
                && RunLinks.Anchor(run, place) is { } anchor
            )
            {
                html.Element("a", shown, ("href", $"#{anchor}"));
            }
            else
            {
                html.Element("code", shown);
            }

            html.Close("td").Element("td", How(Reading(run.Run.Log, one.Metric, ref phase))).CloseLine("tr");
        }

        html.Close("tbody").Close("table").Close("div");
        if (run.Run.Measurements.Length > MostMeasurements)
        {
            html.Element("p", $"and {run.Run.Measurements.Length - MostMeasurements} more in measurements.csv.");
        }

        html.CloseLine("details");
    }

    // Numbers and phases are in the same order, mostly: the search goes on where the last one ended.
    private static PhaseReading? Reading(StartupLog? log, string metric, ref int at)
    {
        var count = log?.Phases.Length ?? 0;
        for (var i = 0; i < count; i++)
        {
            var reading = log!.Phases[(at + i) % count];
            if (reading.Phase == metric)
            {
                at = (at + i + 1) % count;
                return reading;
            }
        }

        return null;
    }

    private static string How(PhaseReading? reading) =>
        reading?.Status switch
        {
            null => "",
            PhaseStatus.Read => reading.Note ?? "",
            PhaseStatus.Derived => $"derived: {reading.Note}",
            PhaseStatus.Missing => $"missing: {reading.Note}",
            PhaseStatus.Unparsed => $"its line has no number: {reading.Note}",
            _ => reading.Note ?? "",
        };

    private static void Excerpts(HtmlWriter html, ReportRun run)
    {
        for (var i = 0; i < run.Excerpts.Length; i++)
        {
            var excerpt = run.Excerpts[i];
            html.Open("h4").Text("Lines of ").Element("code", excerpt.File).Close("h4");
            html.Open(
                    "div",
                    ("class", "log"),
                    ("tabindex", "0"),
                    ("role", "region"),
                    ("aria-label", $"Lines of {excerpt.File}")
                )
                .Open("ol");
            var last = 0;
            foreach (var line in excerpt.Lines)
            {
                html.Open(
                        "li",
                        ("id", line.IsSource ? RunLinks.Anchor(run, i, line.Number) : null),
                        ("value", NumberText.Of(line.Number)),
                        (
                            "class",
                            (line.IsSource, last > 0 && line.Number > last + 1) switch
                            {
                                (true, true) => "source gap",
                                (true, false) => "source",
                                (false, true) => "gap",
                                _ => null,
                            }
                        )
                    )
                    .Element(line.IsSource ? "mark" : "span", line.Text)
                    .CloseLine("li");
                last = line.Number;
            }

            html.Close("ol").CloseLine("div");
        }
    }

    private static void HowMade(HtmlWriter html, RunRecord record)
    {
        html.Open("details").Element("summary", "How it was made");
        if (!record.CommandLine.IsEmpty)
        {
            html.Element("h4", "Command line")
                .Open("pre")
                .Element("code", Nodes.Ssh.ShellWords.Quote(Masked(record.CommandLine)))
                .CloseLine("pre");
        }

        Facts(
            html,
            "Environment variables",
            record.Variables.Select(v => (v.Key, (string?)SecretNames.Masked(v.Key, v.Value)))
        );
        Facts(html, "Arguments", record.Arguments.Select(a => (a.Key, (string?)a.Value)));
        Facts(
            html,
            "Pinned",
            record
                .PatchHashes.Select(p => (p.Key, (string?)p.Value))
                .Prepend(("model revision", record.ModelRevision))
                .Prepend(("environment lock", record.EnvironmentLockHash))
        );
        Facts(html, "Files (SHA-256)", record.Files.Select(f => (f.Name, (string?)$"{f.Sha256}, {f.Bytes} bytes")));
        Facts(html, "Machine", record.NodeFacts.Select(f => (f.Key, (string?)f.Value)));
        html.CloseLine("details");
    }

    // Runs of others may hold what ours mask: --hf-token X and --api-key=X.
    private static IEnumerable<string> Masked(ImmutableArray<string> words)
    {
        var isNext = false;
        foreach (var word in words)
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? word : word[..equals]).Replace('-', '_');
            var isSecret = word.StartsWith('-') && SecretNames.IsSecret(name);
            yield return isNext ? SecretNames.Mask
            : isSecret && equals >= 0 ? $"{word[..(equals + 1)]}{SecretNames.Mask}"
            : word;
            isNext = isSecret && equals < 0;
        }
    }

    private static void Facts(HtmlWriter html, string title, IEnumerable<(string Name, string? Value)> facts)
    {
        (string Name, string? Value)[] known = [.. facts.Where(f => f.Value is { Length: > 0 })];
        if (known.Length == 0)
        {
            return;
        }

        if (title.Length > 0)
        {
            html.Element("h4", title);
        }

        html.Open("dl");
        foreach (var (name, value) in known)
        {
            html.Element("dt", name).Element("dd", value!);
        }

        html.CloseLine("dl");
    }
}
