using System.Globalization;
using Refigure.Load;
using Refigure.Serving;
using Spectre.Console;

namespace Refigure.Build.Running;

/// <summary>What a load came to, for the console.</summary>
internal static class LoadTable
{
    private const int Width = 110;

    private static readonly (string Metric, string Name)[] Latencies =
    [
        ("ttft", "TTFT from the send"),
        ("ttft_intended", "TTFT from the intended start"),
        ("tpot", "TPOT"),
        ("itl", "ITL"),
        ("e2e", "E2E latency from the send"),
        ("e2e_intended", "E2E latency from the intended start"),
    ];

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(LoadOutcome outcome)
    {
        var values = ServingSummary
            .Of(outcome.Requests, outcome.Facts, ServingFiles.Requests, _ => ServingFiles.Load)
            .ToDictionary(m => m.Metric, m => m.Value);
        double? Value(string metric) => values.GetValueOrDefault(metric);

        yield return $"Requests: {Value("requests_completed"):0} completed, {Value("requests_empty"):0} empty, "
            + $"{Value("requests_failed"):0} failed, {Value("requests_cut"):0} cut; {outcome.Requests.Count(r => r.IsWarmUp)} before them to warm up.";
        foreach (var failure in Failures(outcome))
        {
            yield return failure;
        }

        yield return Value(ServingMetrics.SteadyDuration) is { } steady
            ? Text(
                $"Steady state: {steady:0.0} s from {Value(ServingMetrics.SteadyStart):0.0} s on; the numbers are over it."
            )
            : Text(
                $"No steady state was reached; the numbers are over the whole {outcome.Facts.DurationSeconds:0.0} s."
            );
        yield return $"Throughput: {Number(Value("output_throughput"), "tokens/s")} generated, "
            + $"{Number(Value("total_token_throughput"), "tokens/s")} with the prompts', {Number(Value("request_throughput"), "requests/s")}"
            + (
                outcome.Facts.Slo.IsEmpty
                    ? "."
                    : $", {Number(Value("goodput"), "requests/s")} within {SloText(outcome)}."
            );
        foreach (var line in Table(Value))
        {
            yield return line;
        }

        foreach (var line in Client(outcome))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Failures(LoadOutcome outcome) =>
        outcome
            .Requests.Where(r => r.Status == RequestStatus.Failed)
            .GroupBy(r => r.Error)
            .OrderByDescending(g => g.Count())
            .Take(3)
            .Select(g => $"  {g.Count()} ×: {g.Key}");

    private static string SloText(LoadOutcome outcome) =>
        string.Join(", ", outcome.Facts.Slo.Select(s => Text($"{s.Key} {s.Value * 1e3:0.#} ms")));

    private static IEnumerable<string> Table(Func<string, double?> value)
    {
        var table = new Table { Border = TableBorder.Ascii2, ShowRowSeparators = false };
        table.AddColumn("ms");
        foreach (var column in (string[])["mean", "95 % interval", "p50", "p90", "p99"])
        {
            table.AddColumn(new TableColumn(column) { Alignment = Justify.Right, NoWrap = true });
        }

        foreach (var (metric, name) in Latencies)
        {
            table.AddRow(
                name,
                Milliseconds(value($"{metric}_mean")),
                value($"{metric}_mean_low") is { } low
                    ? $"{Milliseconds(low)} – {Milliseconds(value($"{metric}_mean_high"))}"
                    : "",
                Milliseconds(value($"{metric}_p50")),
                Milliseconds(value($"{metric}_p90")),
                Milliseconds(value($"{metric}_p99"))
            );
        }

        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(text),
            }
        );
        console.Profile.Width = Width;
        console.Write(table);
        return [.. text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
    }

    // The parts of a TTFT: what the client kept a request waiting, what connecting took, and the rest, which is the server's and
    // the way's.
    private static IEnumerable<string> Client(LoadOutcome outcome)
    {
        var client = outcome.Client;
        var first = outcome
            .Requests.Where(r => !r.IsWarmUp && r.Status == RequestStatus.Completed)
            .Select(r => r.Ttft)
            .OfType<double>()
            .ToArray();
        if (first.Length > 0)
        {
            yield return $"A first token's time, in the mean: {Unit(client.LagMean)} in the client, {Unit(client.ConnectMean)} to connect, {Unit(first.Average())} from the send on.";
        }

        yield return Text(
            $"The client: lag {Unit(client.LagP50)} (p99 {Unit(client.LagP99)}, most {Unit(client.LagMax)}), {client.ProcessorShare:P1} of {client.Cores} cores, its thread {client.LoopShare:P1} of one; {client.PauseSeconds * 1e3:0.0} ms of pauses; {client.Events / client.Seconds:0} events/s, {client.Bytes / client.Seconds / 1e6:0.00} MB/s."
        );
        if (client.ArrivalErrorMean is { } error)
        {
            yield return Text(
                $"A token arrived when it says, or earlier by {Unit(error)} at most in the mean (p99 {Unit(client.ArrivalErrorP99)})."
            );
        }

        if (client.Calibration is { } known)
        {
            yield return Text(
                $"Calibration before ({known.Streams} streams, times known): a token is seen {Unit(known.ReceiveMean)} after it was written (p99 {Unit(known.ReceiveP99)}), a request arrives {Unit(known.ArriveMean)} after its start."
            );
        }
    }

    private static string Number(double? value, string unit) =>
        value is { } known ? Text($"{known:0.0} {unit}") : $"unknown {unit}";

    private static string Milliseconds(double? seconds) => seconds is { } known ? Text($"{known * 1e3:0.00}") : "";

    private static string Unit(double? seconds) => seconds is { } known ? Text($"{known * 1e3:0.00} ms") : "unknown";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
