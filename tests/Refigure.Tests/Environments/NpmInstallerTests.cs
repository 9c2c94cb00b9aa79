using System.Globalization;
using NSubstitute;
using Refigure.Environments;
using Refigure.Files;

namespace Refigure.Tests.Environments;

public sealed class NpmInstallerTests : IDisposable
{
    private readonly SampleEnvironment _sample = new();
    private readonly StubTools _tools = new();
    private readonly IWorkProgress _progress = Substitute.For<IWorkProgress>();

    public void Dispose() => _sample.Dispose();

    private string Home => Path.Combine(_sample.Store, "tiny");

    private string Prefix => Path.Combine(Home, _sample.Spec.LockHash[..12]);

    [Fact]
    public async Task The_lock_is_installed_as_it_is_and_no_script_of_a_package_runs()
    {
        Installer().Find(_sample.Spec).ShouldBeNull();
        Installer().DiskNeeded(_sample.Spec).ShouldBe(60_000_000);

        var installed = await Ensure();

        installed.ShouldBe(new InstalledEnvironment(installed.Spec, Prefix, "/tools/node"));
        Directory.Exists(Path.Combine(Prefix, "node_modules", "engine")).ShouldBeTrue();
        (await File.ReadAllTextAsync(Path.Combine(Prefix, "package-lock.json"))).ShouldBe(
            await File.ReadAllTextAsync(_sample["package-lock.json"])
        );
        var call = _tools.NpmCalls.ShouldHaveSingleItem();
        call.Arguments.Take(5).ShouldBe(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]);
        call.Directory.ShouldStartWith(Prefix + ".partial-");
        _progress.Received(1).Report("environment tiny", 1);
        Installer().DiskNeeded(_sample.Spec).ShouldBe(0);
    }

    [Fact]
    public async Task The_second_time_npm_is_not_needed()
    {
        await Ensure();
        _tools.NpmCalls.Clear();

        (await Ensure()).Prefix.ShouldBe(Prefix);

        _tools.NpmCalls.ShouldBeEmpty();
        Installer().Find(_sample.Spec)!.Prefix.ShouldBe(Prefix);
    }

    [Fact]
    public async Task A_changed_lock_is_another_prefix()
    {
        var before = await Ensure();
        File.AppendAllText(_sample["package-lock.json"], "\n");

        Installer().Find(_sample.Spec).ShouldBeNull();
        (await Ensure()).Prefix.ShouldNotBe(before.Prefix);
    }

    [Fact]
    public async Task A_prefix_without_the_mark_is_built_again()
    {
        Directory.CreateDirectory(Path.Combine(Prefix, "half"));

        await Ensure();

        Directory.Exists(Path.Combine(Prefix, "half")).ShouldBeFalse();
        Directory.Exists(Path.Combine(Prefix, "node_modules")).ShouldBeTrue();
    }

    [Fact]
    public async Task Leftovers_of_processes_that_are_gone_are_removed()
    {
        // Above the largest process id that Linux gives.
        var left = Path.Combine(Home, "0123456789ab.partial-2000000000-x");
        var mine = Path.Combine(
            Home,
            string.Create(CultureInfo.InvariantCulture, $"0123456789ab.partial-{Environment.ProcessId}-x")
        );
        Directory.CreateDirectory(left);
        Directory.CreateDirectory(mine);

        await Ensure();

        Directory.Exists(left).ShouldBeFalse();
        Directory.Exists(mine).ShouldBeTrue();
    }

    [Fact]
    public async Task A_cancelled_set_up_leaves_nothing_behind()
    {
        using var cancellation = new CancellationTokenSource();
        _tools.Work = async (_, token) =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        };

        await Should.ThrowAsync<OperationCanceledException>(() =>
            Installer().EnsureAsync(_sample.Spec, _progress, cancellation.Token)
        );

        Directory.GetDirectories(Home).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("npm error code ENOTFOUND", "could not reach its registry (ENOTFOUND)")]
    [InlineData("npm error code ECONNREFUSED", "could not reach its registry (ECONNREFUSED)")]
    [InlineData("npm error request failed, reason: getaddrinfo EAI_AGAIN", "could not reach its registry (EAI_AGAIN)")]
    [InlineData("npm error code ETIMEDOUT", "could not reach its registry (ETIMEDOUT)")]
    [InlineData("npm error code EINTEGRITY", "a package came damaged")]
    [InlineData("npm error Missing: left-pad@1.0.0", "npm ended with code 1 and last said: Missing: left-pad@1.0.0;")]
    public async Task A_failed_npm_is_one_sentence_with_the_log(string said, string sentence)
    {
        _tools.Says = ["npm warn old lockfile ENOTFOUND", said];
        _tools.ExitCode = 1;

        var message = await Refusal();

        message.ShouldContain(sentence);
        message.ShouldContain(Prefix + ".npm.log");
        (await File.ReadAllLinesAsync(Prefix + ".npm.log")).ShouldBe(_tools.Says);
        Directory.GetDirectories(Home).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_Node_the_sentence_says_where_it_is_had()
    {
        _tools.Node = null;

        (await Refusal()).ShouldBe(
            "Node 20 or newer was not found: install it from https://nodejs.org, or with your package manager."
        );
    }

    [Fact]
    public async Task An_old_Node_is_refused_with_its_version()
    {
        _tools.NodeVersion = "v18.19.0";

        (await Refusal()).ShouldContain("only /tools/node, which says 'v18.19.0'");
    }

    [Fact]
    public async Task Without_npm_the_sentence_says_so()
    {
        _tools.Npm = null;

        (await Refusal()).ShouldStartWith("npm was not found");
    }

    [Fact]
    public async Task A_full_disk_is_known_before_anything_is_written()
    {
        (await Refusal(Installer(freeDisk: 10_000_000))).ShouldContain("tiny takes 60 MB");
        Directory.Exists(Home).ShouldBeFalse();
    }

    [Fact]
    public async Task A_platform_without_a_build_is_refused_with_those_that_have_one()
    {
        (await Refusal(Installer(platform: "win32-x64"))).ShouldContain(
            "cannot be set up on win32-x64: its lock file has builds for linux-x64 only"
        );
        _tools.NpmCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_kind_is_refused()
    {
        var spec = _sample.Spec with { Kind = "conda" };

        var error = await Should.ThrowAsync<UserErrorException>(() =>
            Installer().EnsureAsync(spec, _progress, CancellationToken.None)
        );

        error.Message.ShouldContain("of kind conda; expected npm");
    }

    private NpmInstaller Installer(long freeDisk = long.MaxValue, string platform = "linux-x64") =>
        new(_sample.Store, _ => freeDisk, _tools, PhysicalFileSystem.Instance, platform);

    private Task<InstalledEnvironment> Ensure() =>
        Installer().EnsureAsync(_sample.Spec, _progress, CancellationToken.None);

    private async Task<string> Refusal(NpmInstaller? installer = null) =>
        (
            await Should.ThrowAsync<UserErrorException>(() =>
                (installer ?? Installer()).EnsureAsync(_sample.Spec, _progress, CancellationToken.None)
            )
        ).Message;
}
