using System.Globalization;
using System.Net;
using Refigure.Files;
using Refigure.Testing;

namespace Refigure.Tests.Models.Hub;

/// <summary>Everything that can go wrong between the hub and the disk.</summary>
public sealed class HubTroubleTests : IDisposable
{
    private readonly HubRig _rig = new();
    private int _count;

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task A_connection_that_is_cut_goes_on_where_it_was()
    {
        _rig.Hub.OnTheWay = (path, bytes) =>
            IsWeights(path) && bytes.Length == 100_000 && Interlocked.Increment(ref _count) <= 2
                ? bytes[..60_000]
                : bytes;

        await ShouldHaveIt();
    }

    [Fact]
    public async Task A_connection_that_is_always_cut_at_once_is_given_up_with_a_sentence()
    {
        _rig.Hub.OnTheWay = (path, bytes) => IsWeights(path) ? [] : bytes;

        (await _rig.Refusal()).ShouldMatch(
            "^owner/tiny could not be fetched from 127.0.0.1: .*; start again later, it goes on where it was"
        );
    }

    [Fact]
    public async Task A_byte_that_was_changed_once_is_fetched_again()
    {
        _rig.Hub.OnTheWay = (path, bytes) =>
            IsWeights(path) && Interlocked.Increment(ref _count) == 1 ? Changed(bytes) : bytes;

        await ShouldHaveIt();
    }

    [Fact]
    public async Task A_byte_that_is_always_changed_is_refused_with_both_digests_and_nothing_is_put_in_place()
    {
        _rig.Hub.OnTheWay = (path, bytes) =>
            path.EndsWith("tokenizer.json", StringComparison.Ordinal) ? Changed(bytes) : bytes;

        (await _rig.Refusal()).ShouldContain(
            $"tokenizer.json has digest {FakeHub.Blob(Changed([.. _rig.Hub.Files["tokenizer.json"]]))}, and the hub says {FakeHub.Blob(_rig.Hub.Files["tokenizer.json"])}"
        );

        _rig.Store().Describe("tiny")!.IsThere.ShouldBeFalse();
        File.Exists(Path.Combine(_rig.Model, "blobs", FakeHub.Blob(_rig.Hub.Files["tokenizer.json"]))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stalled_answer_is_asked_for_again()
    {
        _rig.Stall = TimeSpan.FromSeconds(2);
        Instead(context =>
        {
            if (!IsWeights(context) || Interlocked.Increment(ref _count) > 1)
            {
                return false;
            }

            FakeHub.Stall(context);
            return true;
        });

        await ShouldHaveIt();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_hub_that_has_too_much_to_do_is_asked_again(int code)
    {
        Instead(context => Interlocked.Increment(ref _count) <= 2 && Answer(context, code));

        await ShouldHaveIt();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("date")]
    public async Task Retry_After_is_heard_in_seconds_and_as_a_date(string form)
    {
        var text = form == "date" ? DateTimeOffset.UnixEpoch.ToString("R", CultureInfo.InvariantCulture) : form;
        Instead(context => Interlocked.Increment(ref _count) == 1 && Answer(context, 429, text));

        await ShouldHaveIt();
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_said_at_once()
    {
        Instead(context => Answer(context, 429, "3600"));

        (await _rig.Refusal()).ShouldContain("the hub has too much to do (429)");
        _count.ShouldBe(0);
        _rig.Hub.Asked.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(401, true, "the hub does not know the token (401)")]
    [InlineData(401, false, "the hub wants to know who asks (401); ask for access at http://127.0.0.1")]
    [InlineData(403, true, "lets only those in whom its owner has let in (403); ask for access at http://127.0.0.1")]
    [InlineData(404, true, "the hub has no commit 0123456789abcdef0123456789abcdef01234567 (404)")]
    public async Task Refusals_are_sentences_that_say_what_to_do_and_no_token(int code, bool hasToken, string sentence)
    {
        _rig.Said = hasToken ? HubRig.Token : null;
        Instead(context => Answer(context, code));

        var message = await _rig.Refusal();

        message.ShouldContain(sentence);
        message.ShouldNotContain(HubRig.Token);
    }

    [Fact]
    public async Task An_answer_that_is_another_part_is_refused()
    {
        Instead(context =>
        {
            if (!IsWeights(context))
            {
                return false;
            }

            context.Response.StatusCode = 206;
            context.Response.Headers["Content-Range"] = "bytes 5-6/250000";
            context.Response.OutputStream.Write("xx"u8);
            context.Response.Close();
            return true;
        });

        (await _rig.Refusal()).ShouldContain("sends another part of model.safetensors than was asked for");
    }

    [Fact]
    public async Task A_hub_that_answers_something_else_is_not_one()
    {
        Instead(context =>
        {
            context.Response.OutputStream.Write("[]{"u8);
            context.Response.Close();
            return true;
        });

        (await _rig.Refusal()).ShouldContain("its answer is no JSON");
    }

    // At each file operation the host ends, or the disk is full; then it is started again.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Interrupted_at_any_file_operation_it_goes_on_and_nothing_that_was_whole_is_fetched_again(
        bool ends
    )
    {
        var counting = new FaultyFileSystem(PhysicalFileSystem.Instance, 0, _ => { });
        await _rig.Fetch(_rig.Store(system: counting));
        counting.Count.ShouldBeGreaterThan(30);

        // How many operations there are depends a little on which parts arrive together.
        var failed = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(1, counting.Count),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (operation, _) => Interlocked.Add(ref failed, await InterruptAt(operation, ends) ? 1 : 0)
        );
        failed.ShouldBeGreaterThan(counting.Count - 4);
    }

    private static async Task<bool> InterruptAt(int operation, bool ends)
    {
        using var rig = new HubRig();
        var faulty = new FaultyFileSystem(
            PhysicalFileSystem.Instance,
            operation,
            what => throw new IOException($"No space left on device: {what}")
        )
        {
            StaysBroken = ends,
            TearsWrites = ends,
        };
        var failed = await Failed(() => rig.Fetch(rig.Store(system: faulty)));

        var files = await rig.Fetch();

        (await File.ReadAllBytesAsync(Path.Combine(files.Path, "model.safetensors"))).ShouldBe(rig.Weights);
        rig.Hub.BytesServed.ShouldBeLessThanOrEqualTo(250_009 + (2 * 100_000), $"operation {operation}");
        return failed;
    }

    private static async Task<bool> Failed(Func<Task> action)
    {
        try
        {
            await action();
            return false;
        }
        catch (UserErrorException e) when (e.InnerException is IOException)
        {
            return true;
        }
    }

    private async Task ShouldHaveIt()
    {
        var files = await _rig.Fetch();
        (await File.ReadAllBytesAsync(Path.Combine(files.Path, "model.safetensors"))).ShouldBe(_rig.Weights);
        _count.ShouldBeGreaterThan(0);
    }

    private void Instead(Func<HttpListenerContext, bool> answer) => _rig.Hub.Instead = answer;

    private static bool Answer(HttpListenerContext context, int code, string? retryAfter = null)
    {
        context.Response.StatusCode = code;
        if (retryAfter is not null)
        {
            context.Response.Headers["Retry-After"] = retryAfter;
        }

        context.Response.Close();
        return true;
    }

    private static byte[] Changed(byte[] bytes)
    {
        bytes[^1] ^= 1;
        return bytes;
    }

    private static bool IsWeights(HttpListenerContext context) => IsWeights(context.Request.Url!.AbsolutePath);

    private static bool IsWeights(string path) => path.EndsWith(".safetensors", StringComparison.Ordinal);
}
