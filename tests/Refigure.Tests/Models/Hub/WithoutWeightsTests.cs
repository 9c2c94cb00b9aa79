using Refigure.Models;
using Refigure.Testing;

namespace Refigure.Tests.Models.Hub;

/// <summary>A model of the hub of which only the configuration and the tokenizer are wanted.</summary>
public sealed class WithoutWeightsTests : IDisposable
{
    private const string Name = "tiny without weights";
    private static readonly string[] Small = ["config.json", "empty.txt", "tokenizer.json"];
    private readonly HubRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Only_its_configuration_and_tokenizer_are_fetched()
    {
        var before = _rig.Store().Describe(Name)!;

        var files = await _rig.Fetch(model: Name);

        before.IsThere.ShouldBeFalse();
        before.Bytes.ShouldBeInRange(1_000_000, 20_000_000);
        Names(files).ShouldBe(Small);
        files.Path.ShouldBe(Path.Combine(_rig.Model, "snapshots", FakeHub.Commit));
        files.Source.ShouldBe(new ModelSource(Name, FakeHub.Commit, 9, IsThere: true, IsSynthetic: false));
        Directory.GetFiles(files.Path).Select(Path.GetFileName).Order().ShouldBe(Small);
        _rig.Hub.Asked.ShouldNotContain(a => a.Path.EndsWith(".safetensors", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_not_taken_for_the_whole_model_and_a_later_fetch_completes_it()
    {
        await _rig.Fetch(model: Name);
        _rig.Store().Describe("tiny")!.IsThere.ShouldBeFalse();
        _rig.Hub.Asked.Clear();

        var files = await _rig.Fetch();

        Names(files).ShouldBe(["config.json", "empty.txt", "model.safetensors", "tokenizer.json"]);
        (await File.ReadAllBytesAsync(Path.Combine(files.Path, "model.safetensors"))).ShouldBe(_rig.Weights);
        _rig.Hub.BytesServed.ShouldBe(250_009);
        _rig.Hub.Asked.ShouldNotContain(a => a.Path.EndsWith("/config.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_whole_model_serves_for_it_without_the_network()
    {
        await _rig.Fetch();
        _rig.Hub.Asked.Clear();

        var files = await _rig.Fetch(model: Name);

        Names(files).ShouldBe(Small);
        files.Source.Bytes.ShouldBe(9);
        _rig.Hub.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_pinned_commit_both_are_of_the_commit_that_was_looked_up_first()
    {
        await _rig.Fetch(_rig.Store(revision: null), model: Name);
        _rig.Hub.Asked.Clear();

        await _rig.Fetch(_rig.Store(revision: null));

        _rig.Hub.Asked.ShouldNotContain(a => a.Path.Contains("/revision/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hub_that_has_no_weights_will_do()
    {
        _rig.Hub.Files.Remove("model.safetensors");
        _rig.Hub.Files.Remove("pytorch_model.bin");

        Names(await _rig.Fetch(model: Name)).ShouldBe(Small);
    }

    private static IEnumerable<string?> Names(ModelFiles files) => files.Files.Select(Path.GetFileName);
}
