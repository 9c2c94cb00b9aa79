using NSubstitute;
using Refigure.Catalog;
using Refigure.Files;
using Refigure.Models;
using Refigure.Tests.Results;

namespace Refigure.Tests.Models;

public sealed class SyntheticModelStoreTests : IDisposable
{
    private readonly TemporaryFolder _store = new();
    private readonly IWorkProgress _progress = Substitute.For<IWorkProgress>();

    public void Dispose() => _store.Dispose();

    private string FilePath => _store["tiny/tiny.gguf"];

    [Fact]
    public async Task A_model_is_written_once_and_then_used()
    {
        var spec = TinyModels.Pinned();
        var store = Store(spec);
        store.Describe("tiny")!.IsThere.ShouldBeFalse();

        var made = await store.EnsureAsync("tiny", _progress, CancellationToken.None);
        var written = File.GetLastWriteTimeUtc(FilePath);
        await Store(spec).EnsureAsync("tiny", _progress, CancellationToken.None);

        made.Path.ShouldBe(FilePath);
        made.Files.ShouldBe([FilePath]);
        made.Source.ShouldBe(new ModelSource("tiny", spec.Synthetic!.Sha256, spec.Synthetic.Bytes, true, true));
        File.GetLastWriteTimeUtc(FilePath).ShouldBe(written);
        _progress.Received(1).Report("model tiny", 0);
    }

    [Fact]
    public async Task A_damaged_file_is_written_again()
    {
        var store = Store(TinyModels.Pinned());
        await store.EnsureAsync("tiny", _progress, CancellationToken.None);
        var whole = await File.ReadAllBytesAsync(FilePath);
        var damaged = (byte[])whole.Clone();
        damaged[^1000] ^= 1;
        await File.WriteAllBytesAsync(FilePath, damaged);

        await store.EnsureAsync("tiny", _progress, CancellationToken.None);

        (await File.ReadAllBytesAsync(FilePath)).ShouldBe(whole);
    }

    [Fact]
    public async Task A_file_with_another_digest_than_pinned_is_not_kept()
    {
        var pinned = TinyModels.Pinned();
        var wrong = pinned with { Synthetic = pinned.Synthetic! with { Sha256 = new string('0', 64) } };

        var error = await Should.ThrowAsync<UserErrorException>(() =>
            Store(wrong).EnsureAsync("tiny", _progress, CancellationToken.None)
        );

        error.Message.ShouldContain(pinned.Synthetic.Sha256);
        Directory.GetFiles(_store["tiny"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_disk_is_known_before_anything_is_written()
    {
        var error = await Should.ThrowAsync<UserErrorException>(() =>
            Store(TinyModels.Pinned(), freeDisk: 10).EnsureAsync("tiny", _progress, CancellationToken.None)
        );

        error.Message.ShouldContain("--store");
        Directory.GetFiles(_store["tiny"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interrupted_model_leaves_nothing_and_an_older_try_is_cleared_away()
    {
        _store.Write("tiny/tiny.gguf.partial-2000000000-x", "half");
        using var cancelled = new CancellationTokenSource();
        _progress.When(p => p.Report("model tiny", Arg.Is<double?>(f => f > 0))).Do(_ => cancelled.Cancel());
        await Should.ThrowAsync<OperationCanceledException>(() =>
            Store(TinyModels.Pinned()).EnsureAsync("tiny", _progress, cancelled.Token)
        );
        File.Exists(FilePath).ShouldBeFalse();

        await Store(TinyModels.Pinned()).EnsureAsync("tiny", Substitute.For<IWorkProgress>(), CancellationToken.None);

        Directory.GetFiles(_store["tiny"]).ShouldBe([FilePath, FilePath + ".verified"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_model_that_is_not_synthetic_is_refused_with_those_that_are()
    {
        (
            await Should.ThrowAsync<UserErrorException>(() =>
                Store(TinyModels.Pinned()).EnsureAsync("yi-6b", _progress, CancellationToken.None)
            )
        ).Message.ShouldContain("expected one of tiny");
        Store(TinyModels.Pinned()).Describe("yi-6b").ShouldBeNull();
    }

    private SyntheticModelStore Store(ModelSpec spec, long freeDisk = long.MaxValue) =>
        new(new ModelCatalog([spec], "models.yaml"), _store.Root, _ => freeDisk, PhysicalFileSystem.Instance);
}
