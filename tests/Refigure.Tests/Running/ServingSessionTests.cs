using System.Globalization;
using Refigure.Engines;
using Refigure.Results;
using Refigure.Running;
using Refigure.Telemetry;
using Refigure.Tests.Engines;

namespace Refigure.Tests.Running;

/// <summary>Sessions with a real server process.</summary>
public sealed class ServingSessionTests : IDisposable
{
    private readonly ServingRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [DriverFact]
    public async Task A_load_gets_a_server_that_has_answered_and_its_facts()
    {
        _rig.Arguments = ServingRig.Texts(("batch-size", "4"), ("batch-wait", "0"));
        ServingEndpoint? seen = null;
        var run = await _rig.ServeAsync(
            (endpoint, _) =>
            {
                seen = endpoint;
                return Task.FromResult(_rig.Notes.Length);
            }
        );

        run.IsDone.ShouldBeTrue(string.Join('\n', run.Failure));
        run.TreeIsGone.ShouldBeTrue();
        run.Result.ShouldBeGreaterThan(1);
        seen!.Model.ShouldBe("letters");
        seen.Engine.ShouldBe("transformers");
        seen.BatchSize.ShouldBe(4);
        seen.MaxNumSeqs.ShouldBeNull();
        seen.TensorParallelSize.ShouldBe(1);
        seen.Address(seen.Kinds[0]).AbsolutePath.ShouldBe("/v1/completions");
        seen.FirstAnswer.ShouldBeGreaterThan(TimeSpan.Zero);
        (await Answers(seen.BaseUrl)).ShouldBeFalse();
    }

    [DriverFact]
    public async Task What_the_server_says_of_itself_stands_beside_its_processes()
    {
        _rig.Variables = ServingRig.Texts(("STUB_STEP", "0.03"));
        var (offset, after) = await Done(
            async (endpoint, cancellation) =>
            {
                var offset = endpoint.Telemetry.OffsetOf(TimeProvider.System.GetTimestamp());
                await Task.WhenAll(
                    Enumerable
                        .Range(0, 3)
                        .Select(_ =>
                            ServingAnswer.AskAsync(
                                _rig.Client,
                                endpoint.Address(ServingEndpointKind.Completions),
                                ServingAnswer.Body(20, "abc", ignoreEos: true),
                                cancellation
                            )
                        )
                );
                return (offset, await endpoint.Telemetry.ScrapeAsync(cancellation));
            }
        );

        after![TelemetryQuantity.GenerationTokens].ShouldBe(61);
        after[TelemetryQuantity.KvCacheUsage].ShouldBeNull();
        var rows = File.ReadAllLines(Path.Combine(_rig.RunFolder, RawFiles.Samples));
        var header = rows[0].Split(',');
        header[^7..].ShouldBe(TelemetryColumns.All.Select(c => c.Key));
        var samples = rows.Skip(1).Select(r => r.Split(',')).ToArray();
        samples.All(r => r.Length == header.Length && r[^7].Length == 0).ShouldBeTrue();
        var loaded = samples.Where(r => double.Parse(r[0], CultureInfo.InvariantCulture) > offset).ToArray();
        // One runs, and the others wait.
        loaded.Any(r => r[^6] == "1" && r[^5] == "2").ShouldBeTrue(string.Join('\n', rows));
        using var text = File.OpenText(Path.Combine(_rig.RunFolder, RawFiles.Samples));
        ProcessSamples.Read(text, "samples.csv").Seconds.Length.ShouldBe(samples.Length);
    }

    [DriverFact]
    public async Task A_server_that_falls_under_its_load_ends_the_load_and_is_told()
    {
        var run = await _rig.ServeAsync(
            async (endpoint, cancellation) =>
            {
                var id = File.ReadAllText(Path.Combine(_rig.RunFolder, "engine.process")).Split(' ')[0];
                using var kill = System.Diagnostics.Process.Start("kill", ["-KILL", id]);
                await kill.WaitForExitAsync(CancellationToken.None);
                await Task.Delay(Timeout.Infinite, cancellation);
                return 1;
            }
        );

        run.IsDone.ShouldBeFalse();
        run.Result.ShouldBe(0);
        run.Failure[0]
            .ShouldBe("transformers failed: it was ready, but then ended with signal 9 before it was asked to.");
    }

    [DriverFact]
    public async Task A_server_that_does_not_become_ready_is_told_with_its_last_words()
    {
        File.WriteAllText(Path.Combine(_rig.Folder["model"], "broken"), "");
        var run = await _rig.ServeAsync((_, _) => Task.FromResult(1));

        run.IsDone.ShouldBeFalse();
        run.Failure[0]
            .ShouldBe("transformers failed: it ended with exit code 1 in phase 'model_loading', before it was ready.");
        run.Failure.ShouldContain("  | The model could not be loaded: OSError: no file named model.safetensors");
    }

    [DriverFact]
    public async Task A_load_that_is_cancelled_or_fails_leaves_no_server()
    {
        Uri? address = null;
        using var cancellation = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            _rig.ServeAsync(
                async (endpoint, token) =>
                {
                    address = endpoint.BaseUrl;
                    await cancellation.CancelAsync();
                    await Task.Delay(Timeout.Infinite, token);
                    return 1;
                },
                cancellation.Token
            )
        );
        (await Answers(address!)).ShouldBeFalse();

        await Should.ThrowAsync<InvalidTimeZoneException>(() =>
            _rig.ServeAsync<int>(
                (endpoint, _) =>
                {
                    address = endpoint.BaseUrl;
                    throw new InvalidTimeZoneException();
                }
            )
        );
        (await Answers(address!)).ShouldBeFalse();
    }

    private async Task<T> Done<T>(Func<ServingEndpoint, CancellationToken, Task<T>> load)
    {
        var run = await _rig.ServeAsync(load);
        run.IsDone.ShouldBeTrue(string.Join('\n', run.Failure));
        return run.Result!;
    }

    private async Task<bool> Answers(Uri address)
    {
        try
        {
            using var answer = await _rig.Client.GetAsync(new Uri(address, "/health"));
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
