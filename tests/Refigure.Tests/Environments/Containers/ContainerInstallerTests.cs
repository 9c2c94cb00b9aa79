using System.Globalization;
using NSubstitute;
using Refigure.Environments;
using Refigure.Environments.Containers;
using Refigure.Files;
using Refigure.Tests.Results;

namespace Refigure.Tests.Environments.Containers;

/// <summary>The runtimes are played by a stub; none is needed.</summary>
public sealed class ContainerInstallerTests : IDisposable
{
    private const string Image =
        "ghcr.io/x/tgi@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Description =
        $"kind: container\nengine: tgi\nengine_version: 3.0.1\nimage: {Image}\ndisk_megabytes: 15000\n";

    private readonly TemporaryFolder _folder = new();

    public ContainerInstallerTests() => _folder.Write("envs/tgi/env.yaml", Description);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Docker_pulls_by_digest_and_what_it_pulled_is_recorded()
    {
        var tools = new StubContainers("docker", "apptainer");
        Installer(tools).Find(Spec()).ShouldBeNull();

        var installed = await Ensure(tools);

        installed.Program.ShouldBe("/stubs/docker");
        tools.Calls.ShouldContain($"docker pull {Image}");
        var record = await File.ReadAllTextAsync(Path.Combine(installed.Prefix, "refigure-installed.json"));
        record.ShouldContain("\"runtime\": \"docker\"");
        record.ShouldContain("sha256:11");
        tools.Calls.Clear();
        (await Ensure(tools)).Prefix.ShouldBe(installed.Prefix);
        tools.Calls.ShouldNotContain($"docker pull {Image}");
        Installer(tools).Find(Spec())!.Program.ShouldBe("/stubs/docker");
    }

    [Fact]
    public async Task An_image_that_somebody_removed_is_pulled_again()
    {
        var tools = new StubContainers("podman");
        await Ensure(tools);
        tools.HasImage = false;
        tools.Calls.Clear();

        await Ensure(tools);

        tools.Calls.ShouldContain($"podman pull {Image}");
    }

    [Fact]
    public async Task Another_image_under_the_same_name_is_refused()
    {
        var tools = new StubContainers("docker");
        await Ensure(tools);
        tools.Id = "sha256:99";

        (await Refusal(tools)).ShouldContain("docker has another image under " + Image);
    }

    [Fact]
    public async Task Apptainer_makes_a_file_of_it()
    {
        var tools = new StubContainers("apptainer");

        var installed = await Ensure(tools);

        File.Exists(Path.Combine(installed.Prefix, "image.sif")).ShouldBeTrue();
        tools.Calls.ShouldHaveSingleItem().ShouldEndWith($"image.sif docker://{Image}");
        File.Delete(Path.Combine(installed.Prefix, "image.sif"));
        Installer(tools).Find(Spec()).ShouldBeNull();
        await Ensure(tools);
        File.Exists(Path.Combine(installed.Prefix, "image.sif")).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_runtime_one_sentence_says_so_and_nothing_is_pulled()
    {
        (await Refusal(new StubContainers())).ShouldBe(
            "tgi runs in a container, and none of docker, podman, apptainer, singularity was found on the path: install one; nothing was pulled."
        );
        Directory.Exists(_folder["store"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock",
        "the service of Docker does not run"
    )]
    [InlineData("manifest unknown", "the registry has no image of that digest")]
    public async Task A_failed_pull_is_one_sentence_and_leaves_nothing(string said, string sentence)
    {
        (await Refusal(new StubContainers("docker") { Fails = said })).ShouldContain(sentence);
        Directory.GetDirectories(_folder["store/tgi"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_disk_is_known_before_the_pull()
    {
        var tools = new StubContainers("docker") { Root = _folder.Root };

        (await Refusal(tools, freeDisk: 1_000_000_000)).ShouldBe(
            string.Create(
                CultureInfo.InvariantCulture,
                $"tgi takes 15000 MB, but {_folder.Root}, where docker keeps images, has 1000 MB free: make room there."
            )
        );
        tools.Calls.ShouldNotContain($"docker pull {Image}");
    }

    [Theory]
    [InlineData("ghcr.io/x/tgi:latest")]
    [InlineData("ghcr.io/x/tgi@sha256:0123")]
    [InlineData("--help@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void An_image_without_a_digest_is_refused(string image)
    {
        _folder.Write("envs/tgi/env.yaml", Description.Replace(Image, image, StringComparison.Ordinal));

        Should
            .Throw<UserErrorException>(() => Spec())
            .Message.ShouldStartWith($"envs/tgi/env.yaml, line 4: image is '{image}'; expected a name with its digest");
    }

    [Fact]
    public async Task An_image_by_its_tag_needs_a_reason_and_the_users_leave()
    {
        _folder.Write(
            "envs/tgi/env.yaml",
            Description.Replace(Image, "ghcr.io/x/tgi:3.0.1", StringComparison.Ordinal)
                + "unlocked: no digest is known\n"
        );
        var tools = new StubContainers("docker");

        (await Refusal(tools)).ShouldStartWith("tgi is not locked (no digest is known)");
        await Installer(tools)
            .EnsureAsync(Spec(allowed: true), Substitute.For<IWorkProgress>(), CancellationToken.None);

        tools.Calls.ShouldContain("docker pull ghcr.io/x/tgi:3.0.1");
    }

    private EnvironmentSpec Spec(bool allowed = false) =>
        new EnvironmentCatalog(_folder["envs"], PackageSource.Index with { AllowUnlocked = allowed }).Find("tgi")!;

    private ContainerInstaller Installer(StubContainers tools, long freeDisk = long.MaxValue) =>
        new(_folder["store"], _ => freeDisk, tools, PhysicalFileSystem.Instance);

    private Task<InstalledEnvironment> Ensure(StubContainers tools) =>
        Installer(tools).EnsureAsync(Spec(), Substitute.For<IWorkProgress>(), CancellationToken.None);

    private async Task<string> Refusal(StubContainers tools, long freeDisk = long.MaxValue) =>
        (
            await Should.ThrowAsync<UserErrorException>(() =>
                Installer(tools, freeDisk).EnsureAsync(Spec(), Substitute.For<IWorkProgress>(), CancellationToken.None)
            )
        ).Message;
}
