using Refigure.Environments;

namespace Refigure.Tests.Environments.Python;

/// <summary>Conda is played by a stub; no conda is needed.</summary>
public sealed class CondaTests : IDisposable
{
    private readonly StubPython _tools = new(PythonSample.Wheels) { There = { "conda" } };
    private readonly PythonSample _sample = new("3.12", PythonSample.Wheels);

    public CondaTests() =>
        _sample.Write(
            "env.yaml",
            PythonSample
                .Description("3.12.1")
                .Replace("kind: python-venv", "kind: conda\nchannel: conda-forge", StringComparison.Ordinal)
        );

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task Conda_makes_the_pinned_Python_and_the_lock_is_installed_on_it()
    {
        var installed = await _sample.Ensure(_tools);

        var python = Path.Combine(_sample.Home, "python-3.12.1");
        var conda = _tools.Calls.Single(call => call.Program == "/stubs/conda");
        conda.Arguments.ShouldBe([
            "create",
            "--yes",
            "--quiet",
            "--prefix",
            python,
            "--override-channels",
            "--channel",
            "conda-forge",
            "python=3.12.1",
            "pip",
        ]);
        _tools
            .Calls.Single(call => call.Arguments.Contains("venv"))
            .Program.ShouldBe(Path.Combine(python, "bin", "python"));
        var record = await File.ReadAllTextAsync(Path.Combine(installed.Prefix, "refigure-installed.json"));
        record.ShouldContain("\"conda\": \"python-3.12.1-h1_0\"");
        installed.SitePackages.ShouldBe(Path.Combine(installed.Prefix, "lib", "python3.12", "site-packages"));
    }

    [Fact]
    public async Task Micromamba_goes_before_conda()
    {
        _tools.There.Add("micromamba");

        await _sample.Ensure(_tools);

        _tools.Calls.ShouldContain(call => call.Program == "/stubs/micromamba");
    }

    [Fact]
    public async Task Without_conda_one_sentence_says_so_and_nothing_is_written()
    {
        _tools.There.Remove("conda");

        (await _sample.Refusal(_tools)).ShouldBe(
            "vllm-tiny needs Python 3.12.1 from conda, and none of micromamba, mamba, conda was found on the path: install one (on a cluster, module load conda), or name a Python 3.12.1 with --python."
        );
        Directory.Exists(_sample.Home).ShouldBeFalse();
    }

    [Fact]
    public async Task A_Python_that_conda_did_not_finish_is_made_again_and_a_whole_one_is_not()
    {
        Directory.CreateDirectory(Path.Combine(_sample.Home, "python-3.12.1", "half"));

        await _sample.Ensure(_tools);

        Directory.Exists(Path.Combine(_sample.Home, "python-3.12.1", "half")).ShouldBeFalse();
        _tools.Calls.Clear();
        _sample.Write("requirements.txt", string.Concat(PythonSample.Wheels.Reverse().Select(w => w.Line)));
        await _sample.Ensure(_tools);
        _tools.Calls.ShouldNotContain(call => call.Program == "/stubs/conda");
        _tools.Calls.ShouldContain(call => call.Arguments.Contains("venv"));
    }

    [Fact]
    public async Task Another_Python_than_the_pinned_one_is_refused()
    {
        _tools.Version = "3.12.4";

        (await _sample.Refusal(_tools)).ShouldContain("pins Python 3.12.1, but");
    }

    [Fact]
    public async Task What_is_not_locked_is_refused_with_its_reason_unless_the_user_allows_it()
    {
        var description = await File.ReadAllTextAsync(_sample["envs/vllm-tiny/env.yaml"]);
        _sample.Write(
            "env.yaml",
            description.Replace("held_back: [\"beta<3\"]\n", "", StringComparison.Ordinal)
                + "unlocked: nobody resolved it\nbuild_variables:\n  VLLM_PRECOMPILED_WHEEL_LOCATION: https://host/a.whl\n"
        );
        File.Delete(_sample["envs/vllm-tiny/requirements.txt"]);

        (await _sample.Refusal(_tools)).ShouldStartWith("vllm-tiny is not locked (nobody resolved it), so");
        Directory.Exists(_sample.Home).ShouldBeFalse();

        var installed = await _sample.Ensure(_tools, PackageSource.Index with { AllowUnlocked = true });

        var install = _tools.Calls.Single(call => call.Arguments.Contains("install"));
        install.Arguments.ShouldContain("vllm==0.25.1");
        install.Arguments.ShouldNotContain("--require-hashes");
        install.Variables["VLLM_PRECOMPILED_WHEEL_LOCATION"].ShouldBe("https://host/a.whl");
        var record = await File.ReadAllTextAsync(Path.Combine(installed.Prefix, "refigure-installed.json"));
        record.ShouldContain("\"unlocked\": \"nobody resolved it\"");
        record.ShouldContain(PythonSample.Wheels[1].Sha256);
        (await _sample.Ensure(_tools)).Prefix.ShouldBe(installed.Prefix);
    }
}
