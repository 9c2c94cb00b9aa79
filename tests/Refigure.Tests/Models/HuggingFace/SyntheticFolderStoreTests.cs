using NSubstitute;
using Refigure.Catalog;
using Refigure.Files;
using Refigure.Models;
using Refigure.Models.HuggingFace;
using Refigure.Tests.Results;

namespace Refigure.Tests.Models.HuggingFace;

public sealed class SyntheticFolderStoreTests : IDisposable
{
    private readonly TemporaryFolder _store = new();
    private readonly IWorkProgress _progress = Substitute.For<IWorkProgress>();
    private readonly ModelSpec _spec = TinyFolders.Pinned();

    public void Dispose() => _store.Dispose();

    private string Weights => _store["tiny/model.safetensors"];

    [Fact]
    public async Task A_model_is_written_once_and_then_used()
    {
        Store(_spec).Describe("tiny").ShouldBe(Source(isThere: false));

        var made = await Ensure(Store(_spec));
        var written = File.GetLastWriteTimeUtc(Weights);
        await Ensure(Store(_spec));

        made.Path.ShouldBe(_store["tiny"]);
        made.Files.ShouldBe(TinyFolders.Bytes(_spec).Select(f => Path.Combine(made.Path, f.Name)));
        made.Source.ShouldBe(Source(isThere: true));
        made.Files.Sum(f => new FileInfo(f).Length).ShouldBe(_spec.Synthetic!.Bytes);
        ShouldBeWhole(_store.Root, _spec);
        File.GetLastWriteTimeUtc(Weights).ShouldBe(written);
        _progress.Received(1).Report("model tiny", 0);
        _progress.Received(1).Report("model tiny", 1);
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("tokenizer.json")]
    [InlineData("config.json")]
    public async Task A_damaged_file_is_written_again(string name)
    {
        await Ensure(Store(_spec));
        var path = _store[$"tiny/{name}"];
        var damaged = await File.ReadAllBytesAsync(path);
        damaged[^10] ^= 1;
        await File.WriteAllBytesAsync(path, damaged);

        await Ensure(Store(_spec));

        ShouldBeWhole(_store.Root, _spec);
    }

    [Fact]
    public async Task A_folder_with_a_file_cut_short_or_gone_is_not_there_and_is_written_again()
    {
        await Ensure(Store(_spec));
        await using (var file = File.OpenWrite(Weights))
        {
            file.SetLength(file.Length - 2);
        }

        Store(_spec).Describe("tiny")!.IsThere.ShouldBeFalse();
        await Ensure(Store(_spec));
        File.Delete(_store["tiny/config.json"]);
        Store(_spec).Describe("tiny")!.IsThere.ShouldBeFalse();
        await Ensure(Store(_spec));

        ShouldBeWhole(_store.Root, _spec);
    }

    [Fact]
    public async Task A_folder_that_came_from_elsewhere_is_checked_once_and_not_written()
    {
        await Ensure(Store(_spec));
        File.Delete(_store["tiny/refigure-verified.txt"]);
        _progress.ClearReceivedCalls();

        await Ensure(Store(_spec));
        await Ensure(Store(_spec));

        _progress.Received(1).Report("check of tiny", null);
        _progress.DidNotReceive().Report("model tiny", Arg.Any<double?>());
    }

    [Fact]
    public async Task Another_pinned_seed_replaces_what_is_there()
    {
        await Ensure(Store(_spec));
        var other = TinyFolders.Pinned(seed: 2);

        await Ensure(Store(other));

        ShouldBeWhole(_store.Root, other);
    }

    [Fact]
    public async Task A_folder_with_another_digest_than_pinned_is_not_kept()
    {
        var wrong = _spec with { Synthetic = _spec.Synthetic! with { Sha256 = new string('0', 64) } };

        var error = await Should.ThrowAsync<UserErrorException>(() => Ensure(Store(wrong)));

        error.Message.ShouldContain(_spec.Synthetic!.Sha256);
        Directory.GetFileSystemEntries(_store.Root).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_disk_is_known_before_anything_is_written()
    {
        var error = await Should.ThrowAsync<UserErrorException>(() => Ensure(Store(_spec, freeDisk: 10)));

        error.Message.ShouldContain("--store");
        Directory.GetFileSystemEntries(_store.Root).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interrupted_model_leaves_nothing_and_an_older_try_is_cleared_away()
    {
        _store.Write("tiny.partial-2000000000-x/config.json", "half");
        using var cancelled = new CancellationTokenSource();
        _progress.When(p => p.Report("model tiny", Arg.Is<double?>(f => f > 0))).Do(_ => cancelled.Cancel());

        await Should.ThrowAsync<OperationCanceledException>(() =>
            Store(_spec).EnsureAsync("tiny", _progress, cancelled.Token)
        );

        Directory.GetFileSystemEntries(_store.Root).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_another_process_made_meanwhile_is_left_alone()
    {
        var theirs = DateTime.UnixEpoch;
        var first = true;
        _progress
            .When(p => p.Report("model tiny", 1))
            .Do(_ =>
            {
                if (first)
                {
                    first = false;
                    Ensure(Store(_spec)).GetAwaiter().GetResult();
                    theirs = File.GetLastWriteTimeUtc(Weights);
                }
            });

        await Ensure(Store(_spec));

        File.GetLastWriteTimeUtc(Weights).ShouldBe(theirs);
        Directory.GetFileSystemEntries(_store.Root).ShouldBe([_store["tiny"]]);
    }

    [Fact]
    public async Task Another_model_is_refused() =>
        (
            await Should.ThrowAsync<UserErrorException>(() =>
                Store(_spec).EnsureAsync("yi-6b", _progress, CancellationToken.None)
            )
        ).Message.ShouldBe("yi-6b is no synthetic model of envs/models.yaml with weights bf16.");

    // At each file operation the host ends, or the disk is full; then it is started again.
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task Interrupted_at_any_file_operation_there_is_no_half_model_and_the_next_start_makes_a_whole_one(
        bool ends,
        bool replaces
    )
    {
        var operations = await Operations(replaces);
        operations.ShouldBeGreaterThan(15);
        for (var n = 1; n <= operations; n++)
        {
            using var store = new TemporaryFolder();
            var before = TinyFolders.Pinned(seed: 2);
            if (replaces)
            {
                await Ensure(Store(before, root: store.Root));
            }

            var faulty = new FaultyFileSystem(
                PhysicalFileSystem.Instance,
                n,
                what => throw new IOException($"No space left on device: {what}")
            )
            {
                StaysBroken = ends,
                TearsWrites = ends,
            };

            var error = await Should.ThrowAsync<UserErrorException>(
                () => Ensure(Store(_spec, root: store.Root, system: faulty)),
                $"operation {n}"
            );

            error.InnerException.ShouldBeOfType<IOException>();
            if (Store(_spec, root: store.Root).Describe("tiny")!.IsThere)
            {
                ShouldBeWhole(store.Root, _spec, before);
            }

            await Ensure(Store(_spec, root: store.Root));
            ShouldBeWhole(store.Root, _spec);
        }
    }

    private async Task<int> Operations(bool replaces)
    {
        using var store = new TemporaryFolder();
        if (replaces)
        {
            await Ensure(Store(TinyFolders.Pinned(seed: 2), root: store.Root));
        }

        var counting = new FaultyFileSystem(PhysicalFileSystem.Instance, 0, static _ => { });
        await Ensure(Store(_spec, root: store.Root, system: counting));
        return counting.Count;
    }

    private static void ShouldBeWhole(string root, params ModelSpec[] oneOf)
    {
        var names = TinyFolders.Bytes(oneOf[0]).Select(f => f.Name);
        var there = names.Select(n => Convert.ToHexString(File.ReadAllBytes(Path.Combine(root, "tiny", n))));
        oneOf
            .Select(s => string.Join('\n', TinyFolders.Bytes(s).Select(f => Convert.ToHexString(f.Content))))
            .ShouldContain(string.Join('\n', there));
    }

    private ModelSource Source(bool isThere) =>
        new("tiny", _spec.Synthetic!.Sha256, _spec.Synthetic.Bytes, isThere, IsSynthetic: true);

    private Task<ModelFiles> Ensure(SyntheticFolderStore store) =>
        store.EnsureAsync("tiny", _progress, CancellationToken.None);

    private SyntheticFolderStore Store(
        ModelSpec spec,
        string? root = null,
        long freeDisk = long.MaxValue,
        IFileSystem? system = null
    ) =>
        new(
            new ModelCatalog([spec], "models.yaml"),
            root ?? _store.Root,
            _ => freeDisk,
            system ?? PhysicalFileSystem.Instance
        );
}
