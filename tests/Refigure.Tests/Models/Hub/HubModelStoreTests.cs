using System.Net;
using System.Security.Cryptography;
using Refigure.Models.Hub;
using Refigure.Testing;

namespace Refigure.Tests.Models.Hub;

public sealed class HubModelStoreTests : IDisposable
{
    private readonly HubRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task A_model_is_fetched_checked_and_laid_out_as_the_hub_s_own_tools_do()
    {
        _rig.Store().Describe("tiny")!.IsThere.ShouldBeFalse();
        _rig.Store().Describe("tiny")!.Bytes.ShouldBe(300_000);

        var files = await _rig.Fetch();

        files.Path.ShouldBe(Path.Combine(_rig.Model, "snapshots", FakeHub.Commit));
        files
            .Files.Select(f => Path.GetRelativePath(files.Path, f))
            .ShouldBe(["config.json", "empty.txt", "model.safetensors", "tokenizer.json"]);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(_rig.Weights));
        new FileInfo(Path.Combine(files.Path, "model.safetensors")).LinkTarget.ShouldBe(
            Path.Combine("..", "..", "blobs", sha256)
        );
        (await File.ReadAllBytesAsync(Path.Combine(files.Path, "model.safetensors"))).ShouldBe(_rig.Weights);
        new FileInfo(Path.Combine(files.Path, "config.json")).LinkTarget.ShouldEndWith(FakeHub.Blob("{}"u8.ToArray()));
        Directory.GetFiles(Path.Combine(_rig.Model, "blobs")).Length.ShouldBe(4);
        files.Source.Digest.ShouldBe(FakeHub.Commit);
        files.Source.Bytes.ShouldBe(250_009);
        _rig.Progress[^1].ShouldBe(1);
        _rig.Progress.Count(p => p == 1).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_there_is_used_without_the_network()
    {
        await _rig.Fetch();
        _rig.Hub.Asked.Clear();

        (await _rig.Fetch()).Source.IsThere.ShouldBeTrue();

        _rig.Hub.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Content_that_was_cut_short_afterwards_is_fetched_again()
    {
        var files = await _rig.Fetch();
        var blob = new FileInfo(Path.Combine(files.Path, "tokenizer.json")).ResolveLinkTarget(true)!.FullName;
        await File.WriteAllTextAsync(blob, "{");

        _rig.Store().Describe("tiny")!.IsThere.ShouldBeFalse();
        (await _rig.Refusal()).ShouldContain("was not what its name says, and was removed");
        (await _rig.Fetch()).Source.IsThere.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_pinned_commit_the_branch_is_looked_up_once_and_remembered()
    {
        var store = _rig.Store(revision: null);
        store.Describe("tiny")!.Digest.ShouldBe("owner/tiny@main");

        (await _rig.Fetch(store)).Source.Digest.ShouldBe(FakeHub.Commit);

        (await File.ReadAllTextAsync(Path.Combine(_rig.Model, "refs", "main"))).ShouldBe(FakeHub.Commit);
        _rig.Hub.Asked.Clear();
        (await _rig.Fetch(_rig.Store(revision: null))).Source.Digest.ShouldBe(FakeHub.Commit);
        _rig.Hub.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_token_goes_to_the_hub_and_nowhere_else()
    {
        using var elsewhere = new FakeHub([.. _rig.Hub.Files.Select(f => (f.Key, f.Value))]);
        _rig.Hub.Instead = context =>
        {
            if (!context.Request.Url!.AbsolutePath.Contains("/resolve/", StringComparison.Ordinal))
            {
                return false;
            }

            context.Response.Redirect(new Uri(elsewhere.Endpoint, context.Request.Url.PathAndQuery).AbsoluteUri);
            context.Response.Close();
            return true;
        };

        await _rig.Fetch();

        _rig.Hub.Asked.ShouldAllBe(a => a.Authorization == "Bearer " + HubRig.Token);
        elsewhere.Asked.ShouldNotBeEmpty();
        elsewhere.Asked.ShouldAllBe(a => a.Authorization == null);
    }

    [Fact]
    public async Task A_server_without_ranges_will_do()
    {
        _rig.Hub.KnowsRanges = false;

        var files = await _rig.Fetch();

        (await File.ReadAllBytesAsync(Path.Combine(files.Path, "model.safetensors"))).ShouldBe(_rig.Weights);
    }

    [Fact]
    public async Task A_disk_that_is_too_full_is_said_before_anything_is_fetched()
    {
        _rig.FreeDisk = 1000;

        (await _rig.Refusal()).ShouldContain("has 0 MB free");

        _rig.Hub.BytesServed.ShouldBe(0);
    }

    [Fact]
    public async Task A_model_without_weights_is_refused()
    {
        _rig.Hub.Files.Remove("model.safetensors");
        _rig.Hub.Files.Remove("pytorch_model.bin");

        (await _rig.Refusal()).ShouldContain("has no safetensors and no pytorch_model.bin");
    }

    [Theory]
    [InlineData("../outside.json")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b.json")]
    [InlineData("a\\b.json")]
    public async Task A_path_that_leads_out_of_its_folder_is_refused(string path)
    {
        _rig.Hub.Files[path] = [1];

        (await _rig.Refusal()).ShouldContain("the path of a file leads out of its folder");

        Directory.GetFiles(Path.Combine(_rig.Model, "blobs")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whether_a_model_can_be_fetched_is_told_beforehand()
    {
        (await _rig.Door.CheckAsync(FakeHub.Id, CancellationToken.None)).ShouldBe((HubAccess.Open, null));
        _rig.Hub.Instead = context => Refuse(context, HttpStatusCode.Forbidden);
        var (access, why) = await _rig.Door.CheckAsync(FakeHub.Id, CancellationToken.None);
        access.ShouldBe(HubAccess.Refused);
        why!.ShouldContain($"ask for access at {_rig.Hub.Endpoint}owner/tiny");
        _rig.Hub.Dispose();
        (await _rig.Door.CheckAsync(FakeHub.Id, CancellationToken.None)).Access.ShouldBe(HubAccess.Unknown);
    }

    private static bool Refuse(HttpListenerContext context, HttpStatusCode code)
    {
        context.Response.StatusCode = (int)code;
        context.Response.Close();
        return true;
    }
}
