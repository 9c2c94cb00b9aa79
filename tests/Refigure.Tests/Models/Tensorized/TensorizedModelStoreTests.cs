using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NSubstitute;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Models;
using Refigure.Tests.Engines;

namespace Refigure.Tests.Models.Tensorized;

public sealed class TensorizedModelStoreTests : IDisposable
{
    private readonly TensorizedRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task A_copy_is_made_once_beside_its_configuration_and_then_used()
    {
        var before = _rig.Store().Describe(TensorizedRig.Name)!;

        var made = await _rig.Ensure();
        var again = await _rig.Ensure();

        before.ShouldBe(new ModelSource(TensorizedRig.Name, before.Digest, 17, IsThere: false, IsSynthetic: false));
        made.Source.ShouldBe(before with { IsThere = true });
        made.Path.ShouldBe(_rig.Model);
        made.Files.Select(Path.GetFileName).ShouldBe(["config.json", "model.tensors", "tokenizer.json"]);
        again.Files.ShouldBe(made.Files);
        _rig.ShouldBeWhole();
        _rig.Calls.Count.ShouldBe(1);
        _rig.Progress.Received().Report("model tiny-tensorized", 4.0 / 17);
        _rig.Progress.Received(1).Report("model tiny-tensorized", 1);
    }

    [Fact]
    public async Task The_engine_s_script_gets_the_source_and_no_secret_and_its_caches_do_not_stay()
    {
        await _rig.Ensure();

        var call = _rig.Calls.Single();
        call.Program.ShouldBe("/python");
        Path.GetFileName(call.Arguments[0]).ShouldBe("tensorize.py");
        File.Exists(call.Arguments[0]).ShouldBeTrue();
        call.Arguments[1].ShouldBe("--model");
        call.Arguments[3].ShouldBe("--to");
        call.WithoutSecrets.ShouldBeTrue();
        call.Variables["HF_HUB_OFFLINE"].ShouldBe("1");
        call.Variables["REFIGURE_EXPECT_VLLM"].ShouldBe("0.10.1.1");
        Directory.GetFileSystemEntries(_rig.Folder).Order().ShouldBe([_rig.Model, _rig.Model + ".log"]);
        Directory.GetDirectories(_rig.Model).ShouldBeEmpty();
        (await File.ReadAllTextAsync(_rig.Model + ".log")).ShouldContain("{\"mark\": \"written\", \"bytes\": 4}\n");
    }

    [Fact]
    public async Task The_mark_names_each_file_with_its_size_and_digest()
    {
        var made = await _rig.Ensure();

        var lines = await File.ReadAllLinesAsync(Path.Combine(_rig.Model, "refigure-tensorized.tsv"));

        lines[0].ShouldBe($"made-from\t{made.Source.Digest}");
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("hgfedcba")));
        lines[2].ShouldStartWith($"model.tensors\t8\t{digest}\t");
        lines.Length.ShouldBe(4);
    }

    [Fact]
    public async Task What_it_is_made_from_decides_what_it_is()
    {
        var one = await _rig.Ensure();
        _rig.SourceDigest = "another commit";
        var other = await _rig.Ensure();
        _rig.Spec = _rig.Spec with { EngineVersion = "0.11.0" };
        var third = await _rig.Ensure();

        new[] { one.Source.Digest, other.Source.Digest, third.Source.Digest }.ShouldBeUnique();
        _rig.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_lock_of_other_packages_makes_no_other_copy()
    {
        await _rig.Ensure();
        _rig.Spec = _rig.Spec with { LockHash = new string('b', 64) };

        await _rig.Ensure();

        _rig.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("model.tensors", "hgfedcb")]
    [InlineData("config.json", "")]
    [InlineData("refigure-tensorized.tsv", "made-from\t")]
    public async Task A_copy_that_is_cut_short_is_not_there_and_is_made_again(string file, string content)
    {
        await _rig.Ensure();
        await File.WriteAllTextAsync(Path.Combine(_rig.Model, file), content);

        _rig.Store().Describe(TensorizedRig.Name)!.IsThere.ShouldBeFalse();
        await _rig.Ensure();

        _rig.ShouldBeWhole();
        _rig.Calls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("hgfedcba", 1)]
    [InlineData("hgfedcbA", 2)]
    public async Task A_copy_that_was_touched_is_looked_at_whole_and_kept_if_it_is_as_it_was(string content, int calls)
    {
        await _rig.Ensure();
        var path = Path.Combine(_rig.Model, "model.tensors");
        await File.WriteAllTextAsync(path, content);
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await File.WriteAllTextAsync(Path.Combine(_rig.Model, "notes.txt"), "of the user");

        await _rig.Ensure();
        await _rig.Ensure();

        _rig.ShouldBeWhole();
        _rig.Calls.Count.ShouldBe(calls);
        _rig.Progress.Received(1).Report("check of tiny-tensorized", null);
    }

    [Fact]
    public async Task Without_a_GPU_it_is_refused_before_anything_else()
    {
        _rig.WhyNoGpu = "nvidia-smi is not there";

        (await _rig.Refusal()).ShouldBe(
            "tiny-tensorized is made from tiny on an NVIDIA GPU, and this machine has none: nvidia-smi is not there; make it on one that has."
        );

        Directory.Exists(_rig.Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_its_environment_it_is_refused_with_the_command_that_sets_it_up()
    {
        _rig.IsSetUp = false;

        (await _rig.Refusal()).ShouldBe(
            "tiny-tensorized is made from tiny by the environment vllm-0.10.1.1, which is not set up: ./build.sh --target Setup --env vllm-0.10.1.1."
        );
    }

    [Fact]
    public async Task What_is_there_is_used_without_a_GPU()
    {
        await _rig.Ensure();
        _rig.WhyNoGpu = "nvidia-smi is not there";
        _rig.IsSetUp = false;

        (await _rig.Ensure()).Source.IsThere.ShouldBeTrue();
    }

    [Fact]
    public async Task A_full_disk_is_known_before_the_engine_starts()
    {
        _rig.FreeDisk = 16;

        (await _rig.Refusal()).ShouldContain("--store");

        _rig.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_vLLM_says_when_it_fails_is_in_the_sentence_and_the_log_is_kept()
    {
        _rig.Engine = (call, onLine) =>
        {
            File.WriteAllText(call.Arguments[^1], "half");
            onLine("{\"mark\": \"failed\", \"error\": \"RuntimeError: CUDA error: out of memory.\"}");
            onLine("something after it");
            return 1;
        };

        (await _rig.Refusal()).ShouldBe(
            $"tiny-tensorized could not be made. vLLM said: RuntimeError: CUDA error: out of memory. All of it: {_rig.Model}.log."
        );

        Directory.GetFileSystemEntries(_rig.Folder).ShouldBe([_rig.Model + ".log"]);
    }

    [Theory]
    [InlineData("{\"mark\": \"end\", \"bytes\": 9}")]
    [InlineData("{\"mark\": \"written\", \"bytes\": 8}")]
    [InlineData("{\"mark\": nonsense")]
    public async Task An_engine_that_does_not_say_that_the_file_is_whole_is_not_believed(string line)
    {
        _rig.Engine = (call, onLine) =>
        {
            File.WriteAllText(call.Arguments[^1], "hgfedcba");
            onLine(line);
            return 0;
        };

        (await _rig.Refusal()).ShouldContain("it did not say that the file is whole");

        Directory.Exists(_rig.Model).ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_was_ended_leaves_nothing_and_is_made_anew()
    {
        Directory.CreateDirectory(_rig.Model + ".partial-2000000000-x");
        using var cancelled = new CancellationTokenSource();
        _rig.Engine = (_, _) =>
        {
            cancelled.Cancel();
            throw new OperationCanceledException();
        };
        await Should.ThrowAsync<OperationCanceledException>(() => _rig.Ensure(cancellation: cancelled.Token));
        Directory.GetDirectories(_rig.Folder).ShouldBeEmpty();
        _rig.Engine = TensorizedRig.Write;

        await _rig.Ensure();

        _rig.ShouldBeWhole();
    }

    [Fact]
    public async Task Another_model_is_refused() =>
        (
            await Should.ThrowAsync<UserErrorException>(() =>
                _rig.Store().EnsureAsync("tiny", _rig.Progress, CancellationToken.None)
            )
        ).Message.ShouldBe("tiny is no tensorized model of envs/models.yaml: expected one with tensorized_from.");

    // At each file operation the host ends, or the disk is full; then it is started again.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Interrupted_at_any_file_operation_there_is_no_half_copy_and_the_next_start_makes_a_whole_one(
        bool ends
    )
    {
        var counting = new FaultyFileSystem(PhysicalFileSystem.Instance, 0, static _ => { });
        await _rig.Ensure(_rig.Store(counting));
        counting.Count.ShouldBeGreaterThan(15);
        for (var n = 1; n <= counting.Count; n++)
        {
            using var rig = new TensorizedRig();
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
                () => rig.Ensure(rig.Store(faulty)),
                $"operation {n}"
            );

            error.InnerException.ShouldBeOfType<IOException>();
            if (rig.Store().Describe(TensorizedRig.Name)!.IsThere)
            {
                rig.ShouldBeWhole();
            }

            await rig.Ensure();
            rig.ShouldBeWhole();
        }
    }

    [DriverTheory]
    [InlineData(null, null)]
    [InlineData("fails", "CUDA error: out of memory (stub)")]
    public async Task With_the_script_itself_and_a_stub_of_vLLM_it_is_the_same(string? how, string? why)
    {
        _rig.Tools = new ToolRunner();
        _rig.Program = _rig.Tools.Find("python3")!;
        var variables = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        _rig.Spec = _rig.Spec with
        {
            Variables = variables
                .Add("PYTHONPATH", StartupDriver.Stub)
                .Add("STUB_VLLM_VERSION", "0.10.1.1")
                .Add("STUB_VLLM_TENSORIZE", how ?? ""),
        };

        if (why is not null)
        {
            (await _rig.Refusal()).ShouldContain(why);
            Directory.Exists(_rig.Model).ShouldBeFalse();
            return;
        }

        var made = await _rig.Ensure();

        made.Files.Select(Path.GetFileName).ShouldBe(["config.json", "model.tensors", "tokenizer.json"]);
        (await File.ReadAllTextAsync(Path.Combine(_rig.Model, "model.tensors"))).ShouldBe("badcfehg");
        (await File.ReadAllTextAsync(_rig.Model + ".log")).ShouldContain("\noffline 1\n");
    }
}
