using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>Environments of Python, set up by the host as a user types it, from an index of tiny wheels.</summary>
public sealed class SetupTests : IDisposable
{
    private static readonly TinyWheel[] Wheels =
    [
        TinyWheel.Vllm("0.25.1"),
        TinyWheel.Of("alpha-one", "1.0"),
        TinyWheel.Of("beta", "2.0.1"),
    ];

    private readonly BareClone _clone = new();
    private readonly TinyIndex _index = new(Wheels);

    public SetupTests()
    {
        if (VenvFactAttribute.Version is { } python)
        {
            _clone.Folder.Write(
                "envs/vllm-tiny/env.yaml",
                $"kind: python-venv\nengine: vllm\nengine_version: 0.25.1\npython: \"{python}\"\ndisk_megabytes: 10\n"
            );
            _clone.Folder.Write("envs/vllm-tiny/requirements.txt", string.Concat(Wheels.Select(w => w.Line)));
        }
    }

    public void Dispose()
    {
        _index.Dispose();
        _clone.Dispose();
    }

    [VenvFact]
    public void A_wheelhouse_that_was_filled_with_a_network_sets_up_without_one()
    {
        var here = Variables(_index.Url);
        string[] wheelhouse = ["--env", "vllm-tiny", "--wheelhouse", "house"];
        Run(here, ["--target", "Wheelhouse", .. wheelhouse])
            .ShouldSucceed()
            .Output.ShouldMatch(@"vllm-tiny: 3 packages in house, \d+ MB, 3 of them fetched now\.");

        var there = Variables("http://127.0.0.1:9/simple/");
        Run(there, ["--target", "Setup", .. wheelhouse])
            .ShouldSucceed()
            .Output.ShouldMatch(
                @"vllm-tiny: vllm 0\.25\.1, artifacts/store/envs/vllm-tiny/[0-9a-f]{12}, \d+ MB, set up\."
            );
        Run(there, ["--target", "Setup", .. wheelhouse]).ShouldSucceed().Output.ShouldContain(", was there.");

        var prefix = Directory.GetDirectories(_clone.Folder["artifacts", "store", "envs", "vllm-tiny"]).Single();
        var site = Path.Combine(prefix, "lib", "python" + VenvFactAttribute.Version, "site-packages");
        Directory.CreateDirectory(Path.Combine(site, "gamma-1.0.dist-info"));
        Run(there, ["--target", "Setup", .. wheelhouse])
            .ShouldRefuse(
                "is no longer what was set up (gamma-1.0 was added)",
                "--target Setup --env vllm-tiny --force"
            );
        Run(there, ["--target", "Setup", "--force", .. wheelhouse]).ShouldSucceed().Output.ShouldContain(", set up.");
    }

    [VenvFact]
    public void Killed_while_it_fetches_and_started_again_it_is_whole_and_fetches_only_the_rest()
    {
        var here = Variables(_index.Url);
        using var atVllm = new ManualResetEventSlim();
        using var go = new CancellationTokenSource();
        // vLLM is large, so it comes last and alone.
        _index.BeforeFile = async file =>
        {
            if (file.StartsWith("vllm", StringComparison.Ordinal))
            {
                atVllm.Set();
                await Task.Delay(Timeout.Infinite, go.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        };
        using (var host = HostProcess.StartWith(_clone.Root, here, "--target", "Setup", "--env", "vllm-tiny"))
        {
            atVllm.Wait(TimeSpan.FromSeconds(60)).ShouldBeTrue();
            host.Kill(entireProcessTree: true);
            host.WaitForExit();
        }

        go.Cancel();
        _index.BeforeFile = _ => Task.CompletedTask;
        _index.Fetched.Clear();
        Run(here, "--target", "Setup", "--env", "vllm-tiny").ShouldSucceed();

        _index.Fetched.ShouldBe(["vllm-0.25.1-py3-none-any.whl"]);
        Directory
            .GetFileSystemEntries(_clone.Folder["artifacts", "store", "envs", "vllm-tiny"])
            .Select(path => Path.GetExtension(path))
            .Order(StringComparer.Ordinal)
            .ShouldBe(["", ".log"]);
    }

    [Theory]
    [InlineData(
        "--target Setup --env vllm-0.12.0",
        "--env vllm-0.12.0: there is no such environment; expected one of",
        "vllm-0.11.0"
    )]
    [InlineData(
        "--target Wheelhouse --env vllm-0.12.0",
        "--env vllm-0.12.0: there is no such environment",
        "vllm-0.11.0"
    )]
    [InlineData("--target Wheelhouse", "Which environment? Name it")]
    [InlineData("--target Wheelhouse --env llamacpp", "llamacpp is of kind npm; expected python-venv or conda")]
    [InlineData("--target Wheelhouse --env vllm-2f13319", "vllm-2f13319 has no lock")]
    [InlineData("--target Setup --env vllm-2f13319", "vllm-2f13319 is not locked", "--unlocked")]
    [InlineData("--target Setup --env vllm-2f13319 --unlocked", "needs Python 3.10.12 from conda, and none of")]
    [InlineData("--target Setup --env tgi", "tgi runs in a container, and none of", "nothing was pulled")]
    [InlineData("--target Setup --env vllm-0.3.1", "vllm-0.3.1 needs Python 3.11, which was not found")]
    public void What_cannot_be_set_up_is_one_sentence_and_writes_nothing(string line, params string[] named)
    {
        var before = _clone.Folder.Listing();
        // Neither Python, nor conda, nor a container runtime, wherever they are.
        (string, string)[] nothing =
        [
            ("PATH", "/nonexistent"),
            ("HOME", "/nonexistent"),
            ("PYENV_ROOT", "/nonexistent"),
        ];
        Run(nothing, line.Split(' ')).ShouldRefuse(named);
        _clone.Folder.ShouldBeAs(before);
    }

    private HostResult Run((string, string)[] variables, params string[] arguments) =>
        HostProcess.RunIn(_clone.Root, _clone.Root, variables, arguments);

    // None of this machine's settings.
    private static (string, string)[] Variables(string index) =>
        [
            ("PIP_INDEX_URL", index),
            ("UV_DEFAULT_INDEX", index),
            ("PIP_CONFIG_FILE", "/dev/null"),
            ("PIP_FIND_LINKS", ""),
            ("PIP_EXTRA_INDEX_URL", ""),
            ("PIP_NO_CACHE_DIR", "1"),
            ("PIP_RETRIES", "1"),
            ("UV_NO_CONFIG", "1"),
            ("UV_NO_CACHE", "1"),
        ];
}
