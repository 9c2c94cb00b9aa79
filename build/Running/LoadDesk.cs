using System.Globalization;
using Refigure.Build.Options;
using Refigure.Files;
using Refigure.Load;
using Refigure.Load.Arrivals;
using Refigure.Load.Prompts;
using Refigure.Serving;

namespace Refigure.Build.Running;

/// <summary>A load on a server that runs already: from options to files.</summary>
public sealed class LoadDesk(IFileSystem files, TimeProvider time)
{
    private const string KeyVariable = "OPENAI_API_KEY";

    /// <summary>What the options ask for.</summary>
    /// <exception cref="UserErrorException">Something is missing, or contradicts something else.</exception>
    public static LoadPlan Plan(BuildOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var load = options.Load;
        if (load.Concurrency is null && load.Rate is null)
        {
            throw new UserErrorException(
                "--target Load needs --concurrency C (a closed loop) or --rate R (an open one)."
            );
        }

        if (load.Rate is null && (load.Arrivals is not null || load.Burstiness is not null))
        {
            throw new UserErrorException("--arrivals and --burstiness are of an open loop: name its --rate R.");
        }

        if (load.Burstiness is not null && load.Arrivals is not (null or ArrivalKind.Gamma))
        {
            throw new UserErrorException("--burstiness belongs to --arrivals gamma.");
        }

        if (load.Requests is null && load.Duration is null)
        {
            throw new UserErrorException("--target Load needs an end: --requests N or --duration T.");
        }

        return new LoadPlan
        {
            Url =
                load.Url
                ?? throw new UserErrorException("--target Load needs --url http://HOST:PORT, the running server."),
            Model =
                options.Model
                ?? throw new UserErrorException(
                    "--target Load needs --model NAME, as the server names it (see its /v1/models)."
                ),
            Endpoint = load.Endpoint,
            Shape = new LoadShape
            {
                Concurrency = load.Concurrency,
                Rate = load.Rate,
                Arrivals = load.Arrivals ?? (load.Burstiness is null ? ArrivalKind.Poisson : ArrivalKind.Gamma),
                Burstiness = load.Burstiness ?? 1,
                Ramp = load.Ramp,
            },
            Requests = load.Requests,
            Duration = load.Duration,
            WarmUpRequests = load.WarmUpRequests,
            WarmUpTime = load.WarmUpTime,
            Seed = (uint)(options.Seed ?? 1),
            IgnoreEos = load.IgnoreEos,
            Temperature = load.Temperature,
            Slo = load.Slo,
            Key = Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key ? key : null,
        };
    }

    /// <summary>The folder of what a load leaves: the one that is named, else one of its own by the time.</summary>
    public string Folder(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Options.OutNamed
            ? context.Options.Out
            : Path.Combine(
                context.Root,
                "artifacts/load",
                time.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)
            );
    }

    /// <summary>Puts it on and writes its files.</summary>
    public async Task<LoadOutcome> RunAsync(
        LoadPlan plan,
        LoadOptions options,
        string folder,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        var prompts = PromptSources.Of(
            new PromptWish(options.Dataset)
            {
                PromptTokens = options.PromptTokens,
                OutputTokens = options.OutputTokens,
                SharedPrefixTokens = options.SharedPrefixTokens,
                UniquePrefixTokens = options.UniquePrefixTokens,
            },
            plan.Seed,
            Directory.GetCurrentDirectory()
        );
        try
        {
            files.CreateDirectory(folder);
            LoadOutcome outcome;
            using (var requests = new RequestsWriter(files, Path.Combine(folder, ServingFiles.Requests)))
            {
                outcome = await new LoadGenerator(time).RunAsync(plan, prompts, requests, progress, cancellation);
            }

            using (var facts = files.Create(Path.Combine(folder, ServingFiles.Load)))
            {
                LoadFactsFile.Write(outcome.Facts, facts);
            }

            using (var bench = files.Create(Path.Combine(folder, ServingFiles.VllmBench)))
            {
                VllmBenchJson.Write(outcome.Requests, outcome.Facts, bench);
            }

            using var text = files.Create(Path.Combine(folder, ServingFiles.PerPrompt));
            ClientLogText.Write(outcome.Requests, outcome.Facts, outcome.OriginSeconds, text);
            return outcome;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"--out {folder} cannot be written: {e.Message}", e);
        }
    }
}
