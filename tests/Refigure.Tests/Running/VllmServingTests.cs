using NSubstitute;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;
using Refigure.Running;
using Refigure.Running.Readiness;
using Refigure.Telemetry;
using Refigure.Tests.Engines;
using Refigure.Tests.Environments;
using Refigure.Tests.Results;

namespace Refigure.Tests.Running;

/// <summary>A session with <c>vllm serve</c>, played by a script in a venv's place.</summary>
public sealed class VllmServingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpHealthProbe _health = new();
    private readonly HttpClient _client = ServingSession.Client();

    public void Dispose()
    {
        _client.Dispose();
        _health.Dispose();
        _folder.Dispose();
    }

    [DriverFact]
    public async Task It_is_ready_when_its_web_server_says_so_and_its_engine_process_ends_with_it()
    {
        var run = await ServeAsync("0.25.1", "0.25.1");

        run.IsDone.ShouldBeTrue(string.Join('\n', run.Failure));
        run.TreeIsGone.ShouldBeTrue();
        run.Result![TelemetryQuantity.KvCacheUsage].ShouldBe(9.7e-05);
        run.Result[TelemetryQuantity.RequestsRunning].ShouldBe(3);
        run.Result[TelemetryQuantity.PrefixCacheHits].ShouldBe(16);
        var engine = File.ReadAllText(_folder["run/engine-core"]);
        Directory.Exists("/proc/" + engine).ShouldBeFalse();
    }

    [DriverFact]
    public async Task Another_version_than_the_environment_s_is_refused_and_a_build_s_suffix_is_not()
    {
        (await ServeAsync("0.25.1", "0.25.1+cu130")).IsDone.ShouldBeTrue();
        var error = await Should.ThrowAsync<UserErrorException>(() => ServeAsync("0.25.1", "0.20.2"));
        error.Message.ShouldBe(
            "vllm 0.20.2 serves, but vllm-0.25.1 is 0.25.1: set it up anew with --target Setup --env vllm-0.25.1 --force."
        );
    }

    [DriverFact]
    public async Task A_server_that_refuses_its_first_request_is_told_with_its_words()
    {
        var error = await Should.ThrowAsync<UserErrorException>(() => ServeAsync("0.25.1", "0.25.1", model: "other"));
        error.Message.ShouldBe("vllm is ready, but answers its first request with 404: no such model");
    }

    private Task<ServingRun<TelemetrySample?>> ServeAsync(string expected, string served, string model = "m")
    {
        var bin = Directory.CreateDirectory(_folder["venv/bin"]).FullName;
        File.Copy(
            RealEngine.Folder("tests/Refigure.Tests/Engines/stub-vllm/serve.py"),
            Path.Combine(bin, "vllm"),
            true
        );
        var python = Path.Combine(bin, "python");
        File.WriteAllText(python, $"#!/bin/sh\nexec {new ToolRunner().Find("python3")} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(python, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var spec = new EnvironmentSpec
        {
            Name = "vllm-" + expected,
            Folder = "/envs/vllm",
            Kind = "python-venv",
            Engine = "vllm",
            EngineVersion = expected,
            LockHash = "00",
            Lock = null,
        };
        var start = new ServingStart(
            new VllmEngine(),
            new InstalledEnvironment(spec, _folder["venv"], python),
            new ModelFiles(new ModelSource(model, "d", 1, true, true), "/models/m", []),
            ServingRig.Case(ServingRig.Texts(("max-num-seqs", "8")), ServingRig.Texts(("STUB_VLLM_VERSION", served))),
            Directory.CreateDirectory(_folder["run"]).FullName
        );
        return new ServingSession(ServingRig.Machine(_health), _client).RunAsync(
            start,
            (endpoint, cancellation) => endpoint.Telemetry.ScrapeAsync(cancellation),
            Substitute.For<IRunProgress>(),
            CancellationToken.None
        );
    }
}
