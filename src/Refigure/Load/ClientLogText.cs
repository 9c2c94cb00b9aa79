using System.Globalization;
using System.Text;
using Refigure.Imports.Serving;
using Refigure.Serving;
using Refigure.Statistics;

namespace Refigure.Load;

/// <summary>
/// A load as the client of the serving course's assignment prints it, for scripts that read what students save: its settings, a line
/// a request in the order of arrival, and its summary. The measured requests over their whole time, with that client's definitions:
/// only answers of two tokens or more have a line, and whose prompt the server counted; failed requests have none and are in no number, and its ITL counts each TTFT as
/// one of the times between tokens.
/// </summary>
public static class ClientLogText
{
    private const int Width = 50;

    /// <summary>Writes the text.</summary>
    /// <param name="requests">The requests, those of the warm-up among them.</param>
    /// <param name="facts">The load.</param>
    /// <param name="origin">The 0 of their times in seconds of a monotonic clock, as <c>perf_counter</c> counts.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(IEnumerable<RequestRecord> requests, LoadFacts facts, double origin, Stream output)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(facts);
        RequestRecord[] measured = [.. requests.Where(r => !r.IsWarmUp).OrderBy(r => r.Index)];
        RequestRecord[] completed = [.. measured.Where(r => r.Status == RequestStatus.Completed)];
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        text.WriteLine(Settings(facts, measured.Length));
        foreach (var request in completed)
        {
            if (Line(request, origin) is { } line)
            {
                text.WriteLine(line);
            }
        }

        foreach (var line in Summary(completed, facts))
        {
            text.WriteLine(line);
        }
    }

    // As Python prints the arguments, those that are known here.
    private static string Settings(LoadFacts facts, int requests)
    {
        var endpoint = facts.Endpoint switch
        {
            "chat" => "/v1/chat/completions",
            "generate_stream" => "/generate_stream",
            _ => "/v1/completions",
        };
        var backend = facts.Endpoint is "generate_stream" ? "tgi" : "vllm";
        var rate = facts.RequestRate is { } known ? PythonText.Of(known) : "inf";
        return $"Namespace(backend='{backend}', {Server(facts.Url)}, endpoint='{endpoint}', dataset_name={Quoted(facts.Dataset)}, "
            + string.Create(
                CultureInfo.InvariantCulture,
                $"model={Quoted(facts.Model)}, num_prompts={requests}, request_rate={rate}, seed={facts.Seed})"
            );
    }

    private static string Server(string? url) =>
        !Uri.TryCreate(url, UriKind.Absolute, out var place) ? "base_url=None"
        : place.Scheme == Uri.UriSchemeHttp
            ? string.Create(CultureInfo.InvariantCulture, $"base_url=None, host='{place.Host}', port={place.Port}")
        : $"base_url={Quoted(place.GetLeftPart(UriPartial.Authority))}";

    private static string Quoted(string? text)
    {
        if (text is null)
        {
            return "None";
        }

        var quoted = new StringBuilder("'");
        foreach (var c in text)
        {
            _ = c switch
            {
                '\'' or '\\' => quoted.Append('\\').Append(c),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('\'').ToString();
    }

    private static string? Line(RequestRecord request, double origin) =>
        request
            is {
                Ttft: { } ttft,
                Tpot: { } tpot,
                E2e: { } latency,
                Sent: { } sent,
                Tokens: { } tokens,
                PromptTokens: { } input
            }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"TTFT: {PythonText.Of(ttft)} TPOT: {PythonText.Of(tpot)} INPUT: {input} OUTPUT: {tokens} LATENCY: {PythonText.Of(latency * 1000)} START: {PythonText.Of(origin + sent)}"
            )
            : null;

    private static IEnumerable<string> Summary(RequestRecord[] completed, LoadFacts facts)
    {
        var input = Total(completed.Select(r => r.PromptTokens));
        var output = Total(completed.Select(r => r.Tokens));
        yield return Centred(" Serving Benchmark Result ", '=');
        yield return Count("Successful requests", completed.Length);
        if (facts.DurationSeconds is > 0 and { } seconds)
        {
            yield return Number("Benchmark duration (s)", seconds);
        }

        if (input is { } prompts)
        {
            yield return Count("Total input tokens", prompts);
        }

        if (output is { } generated)
        {
            yield return Count("Total generated tokens", generated);
        }

        if (facts.DurationSeconds is > 0 and { } span)
        {
            yield return Number("Request throughput (req/s)", completed.Length / span);
            if (input is { } read)
            {
                yield return Number("Input token throughput (tok/s)", read / span);
            }

            if (output is { } written)
            {
                yield return Number("Output token throughput (tok/s)", written / span);
            }
        }

        var statistics = new (string Title, string Name, IEnumerable<double> Seconds)[]
        {
            ("Time to First Token", "TTFT", completed.Select(r => r.Ttft).OfType<double>()),
            ("Time per Output Token (excl. 1st token)", "TPOT", completed.Select(r => r.Tpot).OfType<double>()),
            ("Inter-token Latency", "ITL", completed.SelectMany(Gaps)),
        };
        foreach (var (title, name, values) in statistics)
        {
            yield return Centred(title, '-');
            double[] sorted = [.. values.Select(s => s * 1e3).Order()];
            // What has no value has no line: the client prints 0 there, which nobody measured.
            if (sorted.Length > 0)
            {
                yield return Number($"Mean {name} (ms)", sorted.Average());
                yield return Number($"Median {name} (ms)", Percentiles.Of(sorted, 50));
                yield return Number($"P99 {name} (ms)", Percentiles.Of(sorted, 99));
            }
        }

        yield return new string('=', Width);
    }

    // Unknown of one is unknown of all.
    private static long? Total(IEnumerable<int?> tokens) =>
        tokens.Aggregate((long?)0, (sum, one) => one is { } known ? sum + known : null);

    private static IEnumerable<double> Gaps(RequestRecord request) =>
        request is { Ttft: { } first, Arrivals.IsEmpty: false }
            ? request.Arrivals.Zip(request.Arrivals.Skip(1), (one, next) => next - one).Prepend(first)
            : [];

    private static string Centred(string title, char with)
    {
        var left = (Width - title.Length) / 2;
        return title.PadLeft(title.Length + left, with).PadRight(Width, with);
    }

    private static string Count(string name, long value) => Padded(name, value.ToString(CultureInfo.InvariantCulture));

    private static string Number(string name, double value) =>
        Padded(name, value.ToString("F2", CultureInfo.InvariantCulture));

    private static string Padded(string name, string value) => $"{name + ':', -40} {value, -10}";
}
