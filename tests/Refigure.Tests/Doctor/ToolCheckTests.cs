using NSubstitute;
using Refigure.Doctor;
using Refigure.Engines;
using Refigure.Environments;

namespace Refigure.Tests.Doctor;

public sealed class ToolCheckTests
{
    private readonly IToolRunner _tools = Substitute.For<IToolRunner>();
    private readonly IEnvironmentInstaller _installer = Substitute.For<IEnvironmentInstaller>();

    public ToolCheckTests()
    {
        _tools.Find(default!).ReturnsForAnyArgs((string?)null);
        _installer.Find(default!).ReturnsForAnyArgs((InstalledEnvironment?)null);
        _installer.DiskNeeded(default!).ReturnsForAnyArgs(8_800_000_000);
    }

    [Fact]
    public async Task An_environment_that_is_there_is_told_with_its_place()
    {
        _installer
            .Find(Patient.Environment)
            .Returns(new InstalledEnvironment(Patient.Environment, "/store/envs/vllm-1", "/python"));

        (await Environments().SaysOne(Patient.Needs(Patient.Case()))).ShouldBe(
            new Finding("environment vllm-1", "set up in /store/envs/vllm-1", Verdict.Ok)
        );
    }

    [Fact]
    public async Task An_environment_without_its_Python_blocks_and_says_which()
    {
        var found = await Environments().SaysOne(Patient.Needs(Patient.Case()));

        found.Verdict.ShouldBe(Verdict.Blocks);
        found.Found.ShouldBe("vllm-1 needs Python 3.12, which was not found");
        found.Fix.ShouldBe("install python3.12, or name one with --python");
    }

    [Fact]
    public async Task An_environment_that_can_be_made_says_with_what_and_how_large()
    {
        There("python3.12", "refigure|3.12.3|/lib|24.0");

        var found = await Environments().SaysOne(Patient.Needs(Patient.Case()));

        found.Verdict.ShouldBe(Verdict.Ok);
        found.Found.ShouldBe(
            "not set up yet; made with /bin/python3.12 (3.12.3) and pip from the package index, 8.8 GB"
        );
    }

    [Fact]
    public async Task An_environment_that_is_not_locked_blocks_until_the_user_says_so()
    {
        var spec = Patient.Environment with { Unlocked = "the index has no such wheel." };

        var found = await Environments().SaysOne(Patient.Needs(Patient.Case(environment: spec)));

        found.Verdict.ShouldBe(Verdict.Blocks);
        found.Fix.ShouldNotBeNull().ShouldContain("--unlocked");
    }

    [Fact]
    public async Task A_container_runtime_whose_daemon_is_silent_blocks()
    {
        var spec = Patient.Environment with { Kind = "container" };
        _tools.Find("docker").Returns("/bin/docker");
        _tools.RunAsync(default!, default!, default).ReturnsForAnyArgs(1);

        var found = await Environments().SaysOne(Patient.Needs(Patient.Case(environment: spec)));

        found.Verdict.ShouldBe(Verdict.Blocks);
        found.Found.ShouldBe("vllm-1 runs in a container, and docker info fails");
    }

    [Fact]
    public async Task Programs_that_nothing_asked_for_needs_are_only_missing()
    {
        var found = await new ProgramCheck(_tools).Says(Patient.Nothing);

        found.Select(f => f.Verdict).ShouldAllBe(v => v == Verdict.Missing);
        found.Select(f => f.What).ShouldBe(["Node.js", "Python", "uv", "conda", "container runtime"]);
    }

    [Fact]
    public async Task Slurm_is_told_with_partitions_and_accounts()
    {
        There("sinfo", "debug* up", "gpu up");
        There("sacctmgr", "lab-a", "lab-b");

        var found = await new SlurmCheck(_tools, "ada").SaysOne(Patient.Nothing);

        found.ShouldBe(new Finding("Slurm", "partitions debug, gpu; accounts of ada: lab-a, lab-b", Verdict.Ok));
    }

    [Fact]
    public async Task Slurm_without_an_account_says_whom_to_ask()
    {
        There("sinfo", "gpu up");
        There("sacctmgr");

        var found = await new SlurmCheck(_tools, "ada").SaysOne(Patient.Nothing);

        found.Found.ShouldBe("partitions gpu; accounts of ada: none");
        found.Verdict.ShouldBe(Verdict.Note);
    }

    [Theory]
    [InlineData("yes", null, Verdict.Ok, "kept by the system (NTP)")]
    [InlineData("no", 1.0, Verdict.Note, "not kept by the system")]
    [InlineData(null, 1.0, Verdict.Ok, "as a server's")]
    [InlineData(null, null, Verdict.Note, "nobody here tells whether it is kept")]
    [InlineData("yes", -120.0, Verdict.Note, "120 s behind a server's")]
    [InlineData("yes", 90.0, Verdict.Note, "90 s ahead of a server's")]
    public async Task A_clock_is_held_against_a_server_s(string? kept, double? ahead, Verdict verdict, string text)
    {
        if (kept is not null)
        {
            There("timedatectl", kept);
        }

        var skew = ahead is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        var found = await new ClockCheck(_tools, _ => Task.FromResult(skew)).SaysOne(Patient.Nothing);

        found.Verdict.ShouldBe(verdict);
        found.Found.ShouldBe(text);
    }

    [Theory]
    [InlineData(null, null, Verdict.Ok)]
    [InlineData("http://proxy:3128", null, Verdict.Note)]
    [InlineData("http://proxy:3128", "example.org", Verdict.Note)]
    [InlineData("http://proxy:3128", "localhost,127.0.0.1", Verdict.Ok)]
    public async Task A_proxy_must_leave_this_machine_out(string? proxy, string? except, Verdict verdict)
    {
        var check = new PortCheck(name =>
            name switch
            {
                "http_proxy" => proxy,
                "no_proxy" => except,
                _ => null,
            }
        );

        (await check.SaysOne(Patient.Nothing)).Verdict.ShouldBe(verdict);
    }

    [Fact]
    public async Task A_tool_that_hangs_is_not_waited_for_after_the_user_gave_up()
    {
        _tools.Find("sinfo").Returns("/bin/sinfo");
        _tools
            .RunAsync(default!, default!, default)
            .ReturnsForAnyArgs(async call =>
            {
                await Task.Delay(Timeout.Infinite, call.ArgAt<CancellationToken>(2));
                return 0;
            });
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            new SlurmCheck(_tools, "ada").CheckAsync(Patient.Nothing, given.Token)
        );
    }

    private EnvironmentCheck Environments() => new(_installer, new EngineSet(new VllmEngine()), _tools);

    private void There(string program, params string[] lines)
    {
        var path = "/bin/" + program;
        _tools.Find(program).Returns(path);
        _tools
            .RunAsync(Arg.Is<ToolCall>(c => c.Program == path), Arg.Any<Action<string>>(), Arg.Any<CancellationToken>())
            .Returns(call =>
            {
                Array.ForEach(lines, call.ArgAt<Action<string>>(1));
                return 0;
            });
    }
}
