using System.Collections.Immutable;
using System.Globalization;
using Refigure.Catalog;
using Refigure.Load;
using Refigure.Load.Arrivals;

namespace Refigure.Build.Options;

/// <summary>Reads the options of a load.</summary>
internal sealed class LoadOptionReader(OptionReader options)
{
    /// <exception cref="UserErrorException">A value is wrong.</exception>
    public LoadOptions Read()
    {
        var warmUp = options.Text("warmup");
        var warmUpCount = Count(warmUp);
        return new LoadOptions
        {
            Url = Url(),
            Concurrency = options.Positive("concurrency"),
            Rate = Above0("rate"),
            Arrivals = options.OneOf("arrivals", "constant", "poisson", "gamma") is { } kind
                ? Enum.Parse<ArrivalKind>(kind, ignoreCase: true)
                : null,
            Burstiness = Above0("burstiness"),
            Requests = options.Positive("requests"),
            Duration = options.Text("duration") is { } duration ? Time("duration", duration, "60 s or 5 min") : null,
            PromptTokens = options.Positive("prompt-tokens"),
            OutputTokens = options.Positive("output-tokens"),
            Endpoint = options.OneOf("endpoint", "completions", "chat", "generate_stream") switch
            {
                "chat" => LoadEndpoint.Chat,
                "generate_stream" => LoadEndpoint.GenerateStream,
                _ => LoadEndpoint.Completions,
            },
            WarmUpRequests = warmUpCount,
            WarmUpTime =
                warmUp is null || warmUpCount is not null
                    ? TimeSpan.Zero
                    : Time("warmup", warmUp, "a number of requests, or a time such as 10 s"),
            Ramp = options.Text("ramp") is { } ramp ? Time("ramp", ramp, "seconds, such as 10") : TimeSpan.Zero,
            Dataset = options.Text("dataset") ?? "random",
            SharedPrefixTokens = options.Positive("shared-prefix-tokens"),
            UniquePrefixTokens = options.Positive("unique-prefix-tokens"),
            IgnoreEos = options.Switch("ignore-eos"),
            Temperature = Number("temperature", least: 0),
            SloText = options.Text("slo"),
            Slo = Slo(),
        };
    }

    private Uri? Url() =>
        options.Text("url") is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && url.Host.Length > 0
        && url.UserInfo.Length == 0
            ? url
        : throw new UserErrorException(
            $"--url {text}: expected http://HOST:PORT or https://HOST:PORT; a key belongs into the variable OPENAI_API_KEY."
        );

    private static int? Count(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private double? Above0(string name) =>
        Number(name, least: 0) is not { } number ? null
        : number > 0 ? number
        : throw new UserErrorException($"--{name} 0: expected a number above 0.");

    private double? Number(string name, double least) =>
        options.Text(name) is not { } text ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number < 1e9
            ? number
        : throw new UserErrorException($"--{name} {text}: expected a number such as 0.5 or 10.");

    // A bare number means seconds.
    private static TimeSpan Time(string name, string text, string such)
    {
        var bare = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
        return Refigure.Load.LoadTimes.Parse(bare ? $"{text} s" : text)
            ?? throw new UserErrorException($"--{name} {text}: expected {such}.");
    }

    private ImmutableSortedDictionary<string, double> Slo() =>
        options.Text("slo") is not { } text
            ? ImmutableSortedDictionary<string, double>.Empty
            : SloText.Parse(text)
                ?? throw new UserErrorException(
                    $"--slo {text}: expected ttft, tpot or e2e with a time each, such as ttft=500ms,tpot=50ms."
                );
}
