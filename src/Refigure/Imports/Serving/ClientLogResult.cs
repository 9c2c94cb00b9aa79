using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>A log of the course assignment's client as a load.</summary>
internal static partial class ClientLogResult
{
    private static readonly ImmutableArray<(string Name, string Metric, double Unit)> Summaries =
    [
        ("Successful requests", ServingMetrics.Requests(RequestStatus.Completed), 1),
        ("Benchmark duration (s)", ServingMetrics.Duration, 1),
        ("Request throughput (req/s)", ServingMetrics.RequestThroughput, 1),
        ("Output token throughput (tok/s)", ServingMetrics.OutputThroughput, 1),
        ("Mean TTFT (ms)", "ttft_mean", 1e-3),
        ("Median TTFT (ms)", "ttft_p50", 1e-3),
        ("P99 TTFT (ms)", "ttft_p99", 1e-3),
        ("Mean TPOT (ms)", "tpot_mean", 1e-3),
        ("Median TPOT (ms)", "tpot_p50", 1e-3),
        ("P99 TPOT (ms)", "tpot_p99", 1e-3),
    ];

    /// <summary>Reads the log.</summary>
    /// <exception cref="UserErrorException">It has no requests, or one of its lines is damaged.</exception>
    public static ServingResult Read(ResultFile file)
    {
        var log = ClientLog.Read(file);
        if (log.Lines.Count == 0)
        {
            throw new UserErrorException(
                $"{file.Path} has no line of a request (TTFT: … TPOT: …): the client stopped before its first answer; leave the log out."
            );
        }

        var model = log.Setting("model") is { Length: > 0 } name
            ? StudyEnvironment.BaseName(name)
            : ServingResult.Unknown;
        var facts = Facts(file, log);
        return new()
        {
            File = file,
            From = file.From,
            // The starts are of one clock with microseconds: no two loads have the same.
            Key = string.Create(
                CultureInfo.InvariantCulture,
                $"client {log.Lines.Count} {log.Lines[0].Start:R} {log.Lines[^1].Start:R}"
            ),
            Detail = log.Summary(Summaries[0].Name) is null ? 0 : 1,
            Case = CaseName.Of(
                CaseName.Folders(file),
                model,
                facts.TensorParallelSize is { } size ? $"tp{size}" : null,
                facts.RequestRate is null ? file.Stem : CaseName.Load(facts)
            ),
            Engine = log.Setting("backend") == "tgi" ? "tgi" : "vllm",
            Model = model,
            Facts = facts,
            Requests = () => Requests(ClientLog.Read(file)),
            Completed = log.Lines.Count,
            Sources = [file.AsSource()],
        };
    }

    /// <summary>GPUs as a file's name tells them: <c>1gpu</c>, <c>gpus-2</c>, <c>tp4</c>; null if it does not.</summary>
    public static int? Gpus(string stem) =>
        GpusInName().Match(stem) is { Success: true } match
        && int.TryParse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
            : null;

    private static LoadFacts Facts(ResultFile file, ClientLog log)
    {
        var rate = log.NumberSetting("request_rate");
        return new()
        {
            Tool = "benchmark.py",
            RequestRate = rate,
            Arrivals = rate is null ? null : "poisson",
            Requests = Whole(log.NumberSetting("num_prompts")),
            Dataset = log.Setting("dataset_name"),
            Seed = log.NumberSetting("seed") is >= 0 and <= 1L << 53 and var seed ? (long)seed : null,
            Endpoint = EndpointWords.Of(log.Setting("endpoint")),
            Url = log.Setting("host") is { } host
                ? UrlText.WithoutSecrets($"http://{host}:{log.Setting("port")}")
                : null,
            Model = log.Setting("model"),
            TensorParallelSize = Gpus(file.Stem),
            DurationSeconds = log.Summary("Benchmark duration (s)"),
            Reported = Summaries
                .Where(one => log.Summary(one.Name) is not null)
                .ToImmutableSortedDictionary(static one => one.Metric, one => log.Summary(one.Name)!.Value * one.Unit),
            Remarks = Remarks(file, log),
        };
    }

    private static ImmutableArray<RequestRecord> Requests(ClientLog log)
    {
        var zero = log.Lines.Min(static line => line.Start);
        var listed = log.Lines.Select(line => new RequestRecord
        {
            Index = 0,
            Status = RequestStatus.Completed,
            Sent = line.Start,
            FirstToken = line.Start + line.Ttft,
            End = line.Start + line.Latency,
            PromptTokens = line.Prompt,
            OutputTokens = line.Output,
        });
        return RequestOrder.FromZero(listed.Concat(Unlisted(log)), zero);
    }

    // They have no line and so no times, but they count.
    private static IEnumerable<RequestRecord> Unlisted(ClientLog log)
    {
        var (completed, failed) = Missing(log);
        var prompt = log.Summary("Total input tokens") - log.Lines.Sum(static line => (double)line.Prompt);
        var output = log.Summary("Total generated tokens") - log.Lines.Sum(static line => (double)line.Output);
        for (var i = 0; i < completed; i++)
        {
            yield return new()
            {
                Index = 0,
                Status = completed == 1 && output == 0 ? RequestStatus.Empty : RequestStatus.Completed,
                PromptTokens = completed == 1 ? Whole(prompt) : null,
                OutputTokens = completed == 1 ? Whole(output) : null,
            };
        }

        for (var i = 0; i < failed; i++)
        {
            yield return new()
            {
                Index = 0,
                Status = RequestStatus.Failed,
                Error = "the client prints nothing of a request that failed",
            };
        }
    }

    private static (int Completed, int Failed) Missing(ClientLog log)
    {
        const int Most = 1_000_000; // a hostile summary shall not fill the disk
        if (Whole(log.Summary("Successful requests")) is not { } completed)
        {
            return (0, 0);
        }

        var failed = (Whole(log.NumberSetting("num_prompts")) ?? completed) - completed;
        return (Math.Clamp(completed - log.Lines.Count, 0, Most), Math.Clamp(failed, 0, Most));
    }

    private static ImmutableArray<string> Remarks(ResultFile file, ClientLog log)
    {
        var remarks = ImmutableArray.CreateBuilder<string>();
        var (completed, failed) = Missing(log);
        if (log.Summary("Successful requests") is not { } successful)
        {
            remarks.Add(
                "The log has no summary, because it was cut or is an excerpt: how many requests failed is not known."
            );
        }
        else if (completed + failed > 0)
        {
            var asked = log.Asked.Where(static one => one.Output == 0).Select(static one => one.Prompt).ToArray();
            var reason = asked is [var prompt] ? $" (a prompt of {prompt} tokens with max_tokens 0)" : "";
            remarks.Add(
                $"{successful + failed:0} requests were asked for, {successful:0} succeeded and {log.Lines.Count} have a line: the client prints none for a request that failed{reason}, and none for an answer of one token, whose TPOT is undefined; its TTFTs are over all {successful:0}."
            );
        }

        if (log.Summary("Mean ITL (ms)") is not null)
        {
            remarks.Add("Its ITL is not taken over: it counts each TTFT as one of the times between tokens.");
        }

        if (log.Setting("dataset_name") == "dummy")
        {
            remarks.Add(
                "All prompts of this data set are the same words: with prefix caching most of a prompt is cached."
            );
        }

        if (Gpus(file.Stem) is { } gpus)
        {
            remarks.Add($"The number of GPUs, {gpus}, is from the file's name.");
        }

        return remarks.ToImmutable();
    }

    private static int? Whole(double? number) => number is >= 0 and <= int.MaxValue and var value ? (int)value : null;

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])((?<n>\d{1,4})[-_ ]?gpus?|(tp|gpus?)[-_ ]?(?<n>\d{1,4}))(?![A-Za-z])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex GpusInName();
}
