using NSubstitute;
using Refigure.Environments;

namespace Refigure.Tests.Environments.Python;

public sealed class VenvInstallerTests : IDisposable
{
    private readonly StubPython _tools = new(PythonSample.Wheels);
    private readonly PythonSample _sample = new("3.12", PythonSample.Wheels);

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task The_environment_has_no_pip_of_its_own_where_the_interpreters_can_install_into_it()
    {
        await _sample.Ensure(_tools);

        var venv = _tools.Calls.Single(call => call.Arguments.Contains("venv"));
        venv.Arguments.Take(4).ShouldBe(["-I", "-m", "venv", "--without-pip"]);
        var install = _tools.Calls.Single(call => call.Arguments.Contains("install"));
        install.Program.ShouldBe("/stubs/python3");
        install.Arguments.ShouldContain("--require-hashes");
        install.Arguments.ShouldContain("--no-deps");
        install.Arguments.ShouldContain("--no-index");
        install.Variables["TMPDIR"].ShouldStartWith(_sample.Home);
        _sample.Progress.Received(1).Report("environment vllm-tiny", 1);
    }

    [Fact]
    public async Task An_old_pip_works_from_within_the_environment()
    {
        _tools.Pip = "21.1";

        await _sample.Ensure(_tools);

        _tools.Calls.Single(call => call.Arguments.Contains("venv")).Arguments.ShouldNotContain("--without-pip");
        var install = _tools.Calls.Single(call => call.Arguments.Contains("install"));
        install.Program.ShouldStartWith(_sample.Home);
        install.Arguments.Take(4).ShouldBe(["-I", "-m", "pip", "install"]);
    }

    [Fact]
    public async Task With_uv_on_the_path_uv_makes_it_and_installs_into_it()
    {
        _tools.There.Add("uv");

        var installed = await _sample.Ensure(_tools);

        var calls = _tools.Calls.Where(call => call.Program == "/stubs/uv").ToArray();
        calls.Length.ShouldBe(2);
        calls[0].Arguments.Take(4).ShouldBe(["venv", "--no-project", "--python", "/stubs/python3"]);
        calls[1].Arguments.ShouldContain("--require-hashes");
        calls[1].Arguments.ShouldNotContain("--no-index");
        (await File.ReadAllTextAsync(Path.Combine(installed.Prefix, "refigure-installed.json"))).ShouldContain(
            "\"installed_by\": \"uv\""
        );
    }

    [Fact]
    public async Task Scripts_name_the_place_that_they_were_moved_to()
    {
        var installed = await _sample.Ensure(_tools);

        (await File.ReadAllTextAsync(Path.Combine(installed.Prefix, "bin", "activate"))).ShouldBe(
            $"VIRTUAL_ENV={installed.Prefix}\n"
        );
    }

    [Fact]
    public async Task Packages_underneath_are_those_of_the_interpreter_and_another_environment()
    {
        var source = PackageSource.Index with { Underneath = true };

        var installed = await _sample.Ensure(_tools, source);

        (await File.ReadAllTextAsync(Path.Combine(installed.SitePackages!, "refigure-underneath.pth"))).ShouldBe(
            "/stubs/packages\n"
        );
        _sample.Installer(_tools).Find(_sample.Spec()).ShouldBeNull();
    }

    [Fact]
    public async Task Two_environments_lie_side_by_side()
    {
        var before = await _sample.Ensure(_tools);
        _sample.Write("env.yaml", PythonSample.Description("3.12") + "released: Nov 26\n");

        var after = await _sample.Ensure(_tools);

        after.Prefix.ShouldNotBe(before.Prefix);
        Directory.Exists(before.Prefix).ShouldBeTrue();
    }

    [Fact]
    public async Task A_full_disk_is_known_before_anything_is_written()
    {
        (await _sample.Refusal(_tools, freeDisk: 1_000_000)).ShouldContain("vllm-tiny takes 10 MB");
        Directory.Exists(_sample.Home).ShouldBeFalse();
    }

    [Fact]
    public async Task A_disk_that_fills_up_while_it_installs_leaves_nothing()
    {
        _tools.Fails = call =>
            call.Arguments.Contains("install")
                ? "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"
                : null;

        (await _sample.Refusal(_tools)).ShouldContain(
            "the disk is full: make room, or name another folder with --store"
        );
        _sample.Left().ShouldBe([_sample.Spec().LockHash[..12] + ".wheels"]);
    }

    [Fact]
    public async Task A_missing_interpreter_is_named_with_those_that_are_there()
    {
        _tools.Version = "3.9.2";

        (await _sample.Refusal(_tools)).ShouldBe(
            "vllm-tiny needs Python 3.12, which was not found (/stubs/python3 is 3.9.2): install python3.12, or name one with --python."
        );
        Directory.Exists(_sample.Home).ShouldBeFalse();
    }

    [Fact]
    public async Task An_interpreter_that_is_named_and_not_there_is_said()
    {
        var source = PackageSource.Index with { Python = "/nowhere/python" };

        (await _sample.Refusal(_tools, source)).ShouldBe(
            "--python /nowhere/python: there is no such file; expected a Python 3.12."
        );
    }

    [Fact]
    public async Task A_wheelhouse_that_is_not_there_is_said_before_anything_is_written()
    {
        var source = new PackageSource(_sample["nowhere"], Underneath: false, Python: null);

        (await _sample.Refusal(_tools, source)).ShouldContain("there is no such folder; expected one with wheels");
        Directory.Exists(_sample.Home).ShouldBeFalse();
    }

    [Fact]
    public async Task A_wheelhouse_that_lacks_a_package_says_which_and_how_to_fill_it()
    {
        Directory.CreateDirectory(_sample["house"]);
        File.WriteAllBytes(_sample["house/" + PythonSample.Wheels[1].FileName], PythonSample.Wheels[1].Content);
        var source = new PackageSource(_sample["house"], Underneath: false, Python: null);

        var message = await _sample.Refusal(_tools, source);

        message.ShouldContain("lacks 2 of the 3 packages");
        message.ShouldContain(
            "beta 2.0.1 is not in it; fill it where there is a network, with --target Wheelhouse --env vllm-tiny"
        );
        _sample.Left().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_engine_that_calls_itself_another_version_is_refused()
    {
        _tools.VllmVersion = "0.25.2";

        (await _sample.Refusal(_tools)).ShouldContain("pins vllm 0.25.1, but what was installed calls itself 0.25.2");
        _sample.Left().ShouldBe([_sample.Spec().LockHash[..12] + ".wheels"]);
    }

    [Fact]
    public async Task An_engine_of_another_commit_is_refused()
    {
        _sample.Write("env.yaml", PythonSample.Description("3.12") + $"commit: {new string('a', 40)}\n");
        _tools.Commit = "gbbbbbbbbb";

        (await _sample.Refusal(_tools)).ShouldContain(
            "pins commit aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, but what was installed was built from bbbbbbbbb"
        );
    }

    [Theory]
    [InlineData("beta-2.0.1", "beta-2.0.2", "beta-2.0.1 was installed, and beta-2.0.2 is there")]
    [InlineData("beta-2.0.1", null, "beta-2.0.1 was installed, and is gone")]
    [InlineData(null, "gamma-1.0", "gamma-1.0 was added")]
    public async Task What_was_installed_over_it_is_seen_without_asking_Python(string? gone, string? added, string said)
    {
        var installed = await _sample.Ensure(_tools);
        if (gone is not null)
        {
            Directory.Delete(Path.Combine(installed.SitePackages!, gone + ".dist-info"), recursive: true);
        }

        if (added is not null)
        {
            Directory.CreateDirectory(Path.Combine(installed.SitePackages!, added + ".dist-info"));
        }

        var message = Should.Throw<UserErrorException>(() => _sample.Installer(_tools).Find(_sample.Spec())).Message;

        message.ShouldBe(
            $"vllm-tiny in {installed.Prefix} is no longer what was set up ({said}): set it up anew with --target Setup --env vllm-tiny --force."
        );
        (await _sample.Refusal(_tools)).ShouldBe(message);
    }

    [Fact]
    public async Task The_same_version_from_another_file_is_seen_before_a_run()
    {
        var installed = await _sample.Ensure(_tools);
        File.AppendAllText(Path.Combine(installed.SitePackages!, "beta-2.0.1.dist-info", "RECORD"), "more.py,,\n");

        (await _sample.Refusal(_tools)).ShouldContain("beta-2.0.1 was installed again from another file");
    }

    [Fact]
    public async Task Taken_away_it_is_set_up_anew()
    {
        var installed = await _sample.Ensure(_tools);
        Directory.CreateDirectory(Path.Combine(installed.SitePackages!, "gamma-1.0.dist-info"));

        EnvironmentInstaller.Remove(_sample.Spec(), _sample.Store, Refigure.Files.PhysicalFileSystem.Instance);

        _sample.Left().ShouldBeEmpty();
        (await _sample.Ensure(_tools)).Prefix.ShouldBe(installed.Prefix);
    }

    [Fact]
    public async Task A_password_in_what_a_tool_says_is_masked()
    {
        _tools.Fails = call =>
            call.Arguments.Contains("download") ? "ERROR: 404 for http://me:canary@host/simple/beta/" : null;

        var message = await _sample.Refusal(_tools);

        message.ShouldContain("ERROR: 404 for http://***@host/simple/beta/");
        File.ReadAllText(Directory.GetFiles(_sample.Home, "*.setup.log").Single()).ShouldNotContain("canary");
    }
}
