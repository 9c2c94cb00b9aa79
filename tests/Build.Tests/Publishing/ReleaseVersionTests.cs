using Refigure.Build.Publishing;
using Refigure.Build.Tests.EndToEnd;
using Refigure.Environments;

namespace Refigure.Build.Tests.Publishing;

/// <summary>Versions of real git checkouts.</summary>
public sealed class ReleaseVersionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ToolRunner _tools = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_the_tag_of_the_commit_and_says_what_is_not_committed()
    {
        await CommitAsync();
        (await VersionAsync()).ShouldMatch("^0\\.0\\.0-[0-9a-f]{12}$");
        await GitAsync("tag", "v1.2.0-rc.1");
        (await VersionAsync()).ShouldBe("1.2.0-rc.1");
        _folder.Write("file", "changed");
        (await VersionAsync()).ShouldBe("1.2.0-rc.1.dirty");
    }

    [Fact]
    public async Task A_tag_that_is_no_version_is_refused()
    {
        await CommitAsync();
        await GitAsync("tag", "v1.2");
        var error = await Should.ThrowAsync<UserErrorException>(VersionAsync);
        error.Message.ShouldBe(
            "The tag v1.2 is no version: expected vMAJOR.MINOR.PATCH, such as v1.2.0 or v1.2.0-rc.1."
        );
    }

    private async Task CommitAsync()
    {
        _folder.Write("file", "text");
        await GitAsync("init", "-q");
        await GitAsync("add", "file");
        await GitAsync("-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "-m", "A");
    }

    private async Task GitAsync(params string[] arguments) =>
        (
            await _tools.RunAsync(
                new ToolCall(_tools.Find("git")!, ["-C", _folder.Root, .. arguments], _folder.Root),
                static _ => { },
                CancellationToken.None
            )
        ).ShouldBe(0);

    private Task<string> VersionAsync() => ReleaseVersion.OfAsync(_folder.Root, _tools, CancellationToken.None);
}
