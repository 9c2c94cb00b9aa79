using System.Globalization;
using NSubstitute;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Models;
using Refigure.Nodes;
using Refigure.Results;
using Refigure.Running;
using Refigure.Running.Readiness;
using Refigure.Telemetry;
using Refigure.Tests.Engines;
using Refigure.Tests.Environments;
using Refigure.Tests.Results;

namespace Refigure.Tests.Running;

/// <summary>The embedded engine for real: installed, served by a session, asked by several at once.</summary>
public sealed class LlamaCppServingTests
{
    private const int Slots = 4;
    private const int Requests = 8;
    private const int Tokens = 400;

    [NpmFact]
    public async Task Slots_share_the_engine_others_wait_and_its_metrics_say_so()
    {
        using var folder = new TemporaryFolder();
        using var health = new HttpHealthProbe();
        using var scraping = ServingSession.Client();
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        var start = await StartAsync(folder);

        var run = await new ServingSession(ServingRig.Machine(health), scraping).RunAsync(
            start,
            async (endpoint, cancellation) =>
            {
                endpoint.MaxNumSeqs.ShouldBe(Slots);
                endpoint.BatchSize.ShouldBeNull();
                var before = await endpoint.Telemetry.ScrapeAsync(cancellation);
                var completions = endpoint.Address(ServingEndpointKind.Completions);
                var answers = await Task.WhenAll(
                    Enumerable
                        .Range(0, Requests)
                        .Select(i =>
                            ServingAnswer.AskAsync(
                                client,
                                completions,
                                ServingAnswer.Body(Tokens, new[] { 5, 6, 7, 8 + i }, ignoreEos: true),
                                cancellation
                            )
                        )
                );
                var after = await endpoint.Telemetry.ScrapeAsync(cancellation);
                var chat = ServingAnswer.Body(3, "");
                chat["messages"] = new[] { new { role = "user", content = "Hello" } };
                var said = await ServingAnswer.AskAsync(
                    client,
                    endpoint.Address(ServingEndpointKind.Chat),
                    chat,
                    cancellation
                );
                return (before, answers, after, said);
            },
            Substitute.For<IRunProgress>(),
            CancellationToken.None
        );

        run.IsDone.ShouldBeTrue(string.Join('\n', run.Failure));
        run.TreeIsGone.ShouldBeTrue();
        var (before, answers, after, said) = run.Result;
        answers.Select(a => a.Usage).Distinct().ShouldBe([(4, Tokens)]);
        answers.Select(a => a.Reason).Distinct().ShouldBe(["length"]);
        Grew(TelemetryQuantity.GenerationTokens).ShouldBe(Requests * Tokens);
        Grew(TelemetryQuantity.PromptTokens).ShouldBe(Requests * 4);
        after![TelemetryQuantity.RequestsRunning].ShouldBe(0);
        after[TelemetryQuantity.KvCacheUsage].ShouldBe(0);
        // By llama.cpp's own usual form, of a model that brings no template: <|im_start|>user, Hello, and the rest, byte by byte.
        said.Chunks[0].GetProperty("object").GetString().ShouldBe("chat.completion.chunk");
        said.Usage.Answer.ShouldBe(3);
        said.Usage.Prompt.ShouldBeGreaterThan(40);

        var samples = Column("requests_running").Zip(Column("requests_waiting"), Column("kv_cache_usage")).ToArray();
        samples.ShouldContain(s => s.First == Slots && s.Second == Requests - Slots);
        samples.Max(s => s.First).ShouldBe(Slots);
        samples.Max(s => s.Third).ShouldNotBeNull().ShouldBeInRange(0.1, 1);
        Column("generation_tokens_total").Where(v => v is not null).ShouldBeInOrder();
        Column("prefix_cache_hits_total").ShouldAllBe(v => v == null);

        double? Grew(TelemetryQuantity quantity) => after![quantity] - before![quantity];

        double?[] Column(string name)
        {
            var rows = File.ReadAllLines(Path.Combine(start.Folder, RawFiles.Samples));
            var at = Array.IndexOf(rows[0].Split(','), name);
            return
            [
                .. rows.Skip(1)
                    .Select(r => r.Split(',')[at])
                    .Select(c => c.Length == 0 ? (double?)null : double.Parse(c, CultureInfo.InvariantCulture)),
            ];
        }
    }

    private static async Task<ServingStart> StartAsync(TemporaryFolder folder)
    {
        var progress = Substitute.For<IWorkProgress>();
        Func<string, long> freeDisk = new NodeInspector().FreeDisk;
        var files = PhysicalFileSystem.Instance;
        var spec = new EnvironmentCatalog(RealEngine.Folder("envs")).Find("llamacpp")!;
        var environment = await new NpmInstaller(folder["envs"], freeDisk, new ToolRunner(), files).EnsureAsync(
            spec,
            progress,
            CancellationToken.None
        );
        using var text = File.OpenText(RealEngine.Folder("envs/models.yaml"));
        var catalog = ModelCatalog.Read(text, "envs/models.yaml");
        var model = await new SyntheticModelStore(catalog, folder["models"], freeDisk, files).EnsureAsync(
            RealEngine.Model,
            progress,
            CancellationToken.None
        );
        var arguments = ServingRig.Texts(
            ("parallel", Slots.ToString(CultureInfo.InvariantCulture)),
            ("ctx-size", "512")
        );
        return new ServingStart(
            new LlamaCppEngine(),
            environment,
            model,
            ServingRig.Case(arguments, ServingRig.Texts()),
            Directory.CreateDirectory(folder["run"]).FullName
        );
    }
}
