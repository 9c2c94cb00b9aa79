using System.Net;
using Refigure.Running.Gpus;
using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary><c>--target Models</c> as a user types it, with a hub on this machine.</summary>
public sealed class ModelsTests
{
    [Fact]
    public void A_model_is_fetched_and_checked_and_afterwards_used_without_the_hub()
    {
        using var clone = new HubClone();

        clone
            .Models("--models", "tiny")
            .ShouldSucceed()
            .Output.ShouldContain($"{FakeHub.Commit}: 0.3 MB, fetched, commit {FakeHub.Commit}, each file verified.\n");

        clone.ShouldBeWhole();
        clone.Hub.Asked.ShouldAllBe(a => a.Authorization == "Bearer " + HubClone.Token);
        clone.Hub.Dispose();
        clone.Models("--models", "tiny").ShouldSucceed().Output.ShouldContain(": 0.3 MB, was there, commit ");
    }

    [Fact]
    public async Task One_that_was_killed_goes_on_where_it_was()
    {
        using var clone = new HubClone(weightBytes: 40_000_000);
        clone.Hub.Instead = context =>
        {
            var isSecondPart = context
                .Request.Headers["Range"]
                ?.StartsWith("bytes=33554432-", StringComparison.Ordinal);
            if (isSecondPart is true)
            {
                FakeHub.Stall(context);
            }

            return isSecondPart is true;
        };
        using (
            var host = HostProcess.StartWith(
                clone.Folder.Root,
                clone.Variables(),
                "--target",
                "Models",
                "--models",
                "tiny"
            )
        )
        {
            await WaitForPart(clone);
            host.Kill(entireProcessTree: true);
            await host.WaitForExitAsync();
        }

        clone.Hub.Instead = _ => false;
        var before = clone.Hub.BytesServed;
        clone.Models().ShouldSucceed().Output.ShouldMatch(@"\ntiny .* no\n");

        clone.Models("--models", "tiny").ShouldSucceed().Output.ShouldContain(", fetched, ");

        clone.ShouldBeWhole();
        (clone.Hub.BytesServed - before).ShouldBeLessThan(33_554_432);
    }

    [Theory]
    [InlineData(401, HubClone.Token, "the hub does not know the token (401)", "HF_TOKEN")]
    [InlineData(401, "", "the hub wants to know who asks (401)", "ask for access at {hub}owner/tiny")]
    [InlineData(403, HubClone.Token, "its owner has let in (403)", "ask for access at {hub}owner/tiny")]
    [InlineData(404, HubClone.Token, "the hub has no ", "put envs/models.yaml right")]
    public void A_refusal_of_the_hub_is_one_sentence_with_the_page_where_to_ask(
        int code,
        string token,
        params string[] named
    )
    {
        using var clone = new HubClone();
        clone.Hub.Instead = context => Refuse(context, code);

        clone
            .Models(token, ["--models", "tiny"])
            .ShouldRefuse([
                .. named.Select(n => n.Replace("{hub}", clone.Hub.Endpoint.AbsoluteUri, StringComparison.Ordinal)),
            ]);

        Directory.Exists(clone.Snapshot).ShouldBeFalse();
    }

    [Fact]
    public void Content_that_is_not_what_the_hub_says_is_not_kept()
    {
        using var clone = new HubClone();
        clone.Hub.OnTheWay = (path, bytes) =>
        {
            bytes[^1] ^= path.EndsWith(".safetensors", StringComparison.Ordinal) ? (byte)1 : (byte)0;
            return bytes;
        };

        clone.Models("--models", "tiny").ShouldRefuse("model.safetensors has digest", "fetched twice");

        Directory.Exists(clone.Snapshot).ShouldBeFalse();
    }

    [Fact]
    public void Without_names_it_says_which_models_there_are_and_fetches_none()
    {
        using var clone = new HubClone();

        var lines = clone.Models().ShouldSucceed().Lines;

        Row(lines, "Model").ShouldBe(["Model", "From", "Commit", "Gated", "Size", "Licence", "Here"]);
        Row(lines, "tiny").ShouldBe(["tiny", "owner/tiny", "0123456789ab", "by request", "~0 MB", "MIT", "no"]);
        Row(lines, "newest").ShouldBe(["newest", "owner/newest", "(newest)", "no", "2.5 GB", "-", "no"]);
        Row(lines, "tiny-tensorized")
            .ShouldBe(["tiny-tensorized", "tiny, by vllm-0.10.1.1", "-", "-", "~0 MB", "-", "no"]);
        lines.ShouldContain("Get some with --models NAME[,NAME]; they go to artifacts/store/models.");
        clone.Hub.Asked.ShouldBeEmpty();
        Directory.Exists(clone.Folder["artifacts"]).ShouldBeFalse();
    }

    [Fact]
    public void With_dummy_weights_only_configuration_and_tokenizer_are_fetched_until_the_rest_is_asked_for()
    {
        using var clone = new HubClone();

        clone
            .Models("--models", "tiny", "--load-format", "dummy")
            .ShouldSucceed()
            .Output.ShouldContain(", each file verified, without weights.\n");
        Row(clone.Models().ShouldSucceed().Lines, "tiny")[^1].ShouldBe("without weights");
        File.Exists(Path.Combine(clone.Snapshot, "model.safetensors")).ShouldBeFalse();

        clone.Models("--models", "tiny").ShouldSucceed().Output.ShouldContain(", fetched, ");
        Row(clone.Models().ShouldSucceed().Lines, "tiny")[^1].ShouldBe("yes");
        clone.ShouldBeWhole();
    }

    [Theory]
    [InlineData("tinny", "'tinny'", "it knows tiny,")]
    [InlineData("tiny,newst", "'newst'", "it knows newest,")]
    public void A_name_that_is_unknown_is_refused_with_near_ones_before_anything_is_fetched(
        string names,
        params string[] named
    )
    {
        using var clone = new HubClone();

        clone.Models("--models", names).ShouldRefuse(named);

        clone.Hub.Asked.ShouldBeEmpty();
    }

    [Fact]
    public void A_tensorized_copy_needs_a_GPU_or_its_environment_and_says_so_before_anything_is_fetched()
    {
        using var clone = new HubClone();

        clone
            .Models("--models", "tiny-tensorized")
            .ShouldRefuse(
                "tiny-tensorized is made from tiny",
                GpuRequirement.HasDevice() ? "--target Setup --env vllm-0.10.1.1" : "on an NVIDIA GPU"
            );

        clone.Hub.Asked.ShouldBeEmpty();
    }

    // Columns are two spaces or more apart, and their words one.
    private static string[] Row(string[] lines, string name) =>
        lines
            .Single(l => l.StartsWith(name + "  ", StringComparison.Ordinal))
            .Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static async Task WaitForPart(HubClone clone)
    {
        var blobs = Path.Combine(clone.Model, "blobs");
        for (var waited = 0; waited < 600; waited++)
        {
            if (
                Directory.Exists(blobs)
                && Directory
                    .EnumerateFiles(blobs, "*.parts")
                    .Any(f => File.ReadAllText(f).EndsWith(" 40000000 33554432\n0\n", StringComparison.Ordinal))
            )
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("no part arrived");
    }

    private static bool Refuse(HttpListenerContext context, int code)
    {
        context.Response.StatusCode = code;
        context.Response.Close();
        return true;
    }
}
