using Refigure.Files;
using Refigure.Patches;

namespace Refigure.Tests.Patches;

/// <summary>Patches are applied whole or not at all, are taken back, and touch nothing that they do not know.</summary>
public sealed class PatcherTests : IDisposable
{
    private readonly SamplePatches _sample = new();
    private readonly Patcher _patcher = new(PhysicalFileSystem.Instance);

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void Applying_changes_each_file_as_its_diff_says()
    {
        var changed = _patcher.Apply(_sample.Series, _sample.Root);

        changed.ShouldBe([SamplePatches.Loader, SamplePatches.Runner]);
        _sample.Read(SamplePatches.Loader).ShouldBe(SamplePatches.LoaderAfter);
        _sample.Read(SamplePatches.Runner).ShouldBe(SamplePatches.RunnerAfter);
        Patcher.State(_sample.Series, _sample.Root).ShouldBe(PatchState.Patched);
        _sample.Files().ShouldBe([SamplePatches.Loader, SamplePatches.Runner]);
    }

    [Fact]
    public void Reversing_gives_the_original_bytes_back()
    {
        _patcher.Apply(_sample.Series, _sample.Root);

        _patcher.Reverse(_sample.Series, _sample.Root).ShouldBe([SamplePatches.Loader, SamplePatches.Runner]);

        _sample.Read(SamplePatches.Loader).ShouldBe(SamplePatches.LoaderBefore);
        _sample.Read(SamplePatches.Runner).ShouldBe(SamplePatches.RunnerBefore);
        Patcher.State(_sample.Series, _sample.Root).ShouldBe(PatchState.Unpatched);
    }

    [Fact]
    public void A_second_call_changes_nothing()
    {
        _patcher.Reverse(_sample.Series, _sample.Root).ShouldBeEmpty();
        _patcher.Apply(_sample.Series, _sample.Root);
        var written = File.GetLastWriteTimeUtc(_sample.PathOf(SamplePatches.Loader));

        _patcher.Apply(_sample.Series, _sample.Root).ShouldBeEmpty();

        File.GetLastWriteTimeUtc(_sample.PathOf(SamplePatches.Loader)).ShouldBe(written);
    }

    [Fact]
    public void Half_patched_packages_are_completed_or_taken_back()
    {
        File.WriteAllText(_sample.PathOf(SamplePatches.Runner), SamplePatches.RunnerAfter);
        Patcher.State(_sample.Series, _sample.Root).ShouldBe(PatchState.Half);

        _patcher.Apply(_sample.Series, _sample.Root).ShouldBe([SamplePatches.Loader]);
        Patcher.State(_sample.Series, _sample.Root).ShouldBe(PatchState.Patched);

        File.WriteAllText(_sample.PathOf(SamplePatches.Runner), SamplePatches.RunnerBefore);
        _patcher.Reverse(_sample.Series, _sample.Root).ShouldBe([SamplePatches.Loader]);
        Patcher.State(_sample.Series, _sample.Root).ShouldBe(PatchState.Unpatched);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_with_another_hash_refuses_with_its_name_and_both_hashes(bool applies)
    {
        // The last of the files: the first one must not have been changed by then.
        var other = SamplePatches.RunnerBefore + "# my own line\n";
        File.WriteAllText(_sample.PathOf(SamplePatches.Runner), other);
        var loader = applies ? SamplePatches.LoaderBefore : SamplePatches.LoaderAfter;
        File.WriteAllText(_sample.PathOf(SamplePatches.Loader), loader);

        var error = Should.Throw<UserErrorException>(() =>
            applies ? _patcher.Apply(_sample.Series, _sample.Root) : _patcher.Reverse(_sample.Series, _sample.Root)
        );

        error.Message.ShouldContain(_sample.PathOf(SamplePatches.Runner));
        error.Message.ShouldContain(SamplePatches.Digest(other));
        error.Message.ShouldContain(SamplePatches.Digest(SamplePatches.RunnerBefore));
        error.Message.ShouldContain("vllm-1.2.3");
        _sample.Read(SamplePatches.Loader).ShouldBe(loader);
        _sample.Read(SamplePatches.Runner).ShouldBe(other);
    }

    [Fact]
    public void A_missing_file_refuses_and_nothing_is_changed()
    {
        File.Delete(_sample.PathOf(SamplePatches.Runner));

        var error = Should.Throw<UserErrorException>(() => _patcher.Apply(_sample.Series, _sample.Root));

        error.Message.ShouldContain(_sample.PathOf(SamplePatches.Runner));
        error.Message.ShouldContain("set the environment up again");
        _sample.Read(SamplePatches.Loader).ShouldBe(SamplePatches.LoaderBefore);
    }

    [Fact]
    public void A_diff_that_does_not_fit_its_file_refuses_and_nothing_is_changed()
    {
        _sample.Write(
            "graph-capture.patch",
            "--- a/vllm/worker/runner.py\n+++ b/vllm/worker/runner.py\n@@ -1,2 +1,2 @@\n     # It is done.\n-    a\n+    b\n"
        );

        var error = Should.Throw<UserErrorException>(() => _patcher.Apply(_sample.Series, _sample.Root));

        error.Message.ShouldContain("patches/vllm-1.2.3/graph-capture.patch, line 3");
        error.Message.ShouldContain("does not fit vllm/worker/runner.py at line 1");
        _sample.Read(SamplePatches.Loader).ShouldBe(SamplePatches.LoaderBefore);
    }

    [Fact]
    public void A_diff_whose_result_is_not_the_expected_one_refuses_and_nothing_is_changed()
    {
        var other = SamplePatches.Digest("something else");
        _sample.Write(
            "expected.yaml",
            SamplePatches
                .Expected()
                .Replace(SamplePatches.Digest(SamplePatches.RunnerAfter), other, StringComparison.Ordinal)
        );

        var error = Should.Throw<UserErrorException>(() => _patcher.Apply(_sample.Series, _sample.Root));

        error.Message.ShouldContain(SamplePatches.Runner);
        error.Message.ShouldContain(other);
        error.Message.ShouldContain(SamplePatches.Digest(SamplePatches.RunnerAfter));
        _sample.Read(SamplePatches.Loader).ShouldBe(SamplePatches.LoaderBefore);
    }

    [Fact]
    public void What_Python_compiled_from_the_old_file_is_deleted_and_nothing_else()
    {
        var cache = _sample.PathOf("vllm/__pycache__");
        Directory.CreateDirectory(cache);
        string[] names = ["loader.cpython-312.pyc", "loader.cpython-312.opt-1.pyc", "loaders.cpython-312.pyc"];
        Array.ForEach(names, name => File.WriteAllText(Path.Combine(cache, name), ""));

        _patcher.Apply(_sample.Series, _sample.Root);

        Directory.GetFiles(cache).Select(Path.GetFileName).ShouldBe(["loaders.cpython-312.pyc"]);
    }

    [Fact]
    public void A_file_that_shares_its_bytes_with_a_cache_leaves_the_cache_alone()
    {
        var cached = Path.Combine(_sample.Folder, "cached.py");
        File.Move(_sample.PathOf(SamplePatches.Loader), cached);
        File.CreateSymbolicLink(_sample.PathOf(SamplePatches.Loader), cached);

        _patcher.Apply(_sample.Series, _sample.Root);

        File.ReadAllText(cached).ShouldBe(SamplePatches.LoaderBefore);
        _sample.Read(SamplePatches.Loader).ShouldBe(SamplePatches.LoaderAfter);
        new FileInfo(_sample.PathOf(SamplePatches.Loader)).LinkTarget.ShouldBeNull();
    }

    [Fact]
    public void Permissions_stay_as_they_were()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(_sample.PathOf(SamplePatches.Loader), mode);

        _patcher.Apply(_sample.Series, _sample.Root);

        File.GetUnixFileMode(_sample.PathOf(SamplePatches.Loader)).ShouldBe(mode);
    }

    [Fact]
    public void What_a_killed_call_left_is_removed_and_what_another_one_writes_is_not()
    {
        var dead = _sample.PathOf(SamplePatches.Loader) + ".partial-999999999-0123";
        var alive = _sample.PathOf(SamplePatches.Loader) + $".partial-{Environment.ProcessId}-0123";
        File.WriteAllText(dead, "half");
        File.WriteAllText(alive, "half");

        _patcher.Apply(_sample.Series, _sample.Root);

        File.Exists(dead).ShouldBeFalse();
        File.Exists(alive).ShouldBeTrue();
    }

    [Fact]
    public void A_full_disk_is_told_in_one_sentence_with_the_file()
    {
        var full = new FaultyFileSystem(
            PhysicalFileSystem.Instance,
            2,
            static _ => throw new IOException("No space left on device.")
        );

        var error = Should.Throw<UserErrorException>(() => new Patcher(full).Apply(_sample.Series, _sample.Root));

        error.Message.ShouldContain(_sample.PathOf(SamplePatches.Loader));
        error.Message.ShouldContain("No space left on device");
        error.Message.ShouldContain("the same command goes on");
        _sample.Files().ShouldBe([SamplePatches.Loader, SamplePatches.Runner]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void An_end_at_any_file_operation_leaves_what_the_next_call_puts_right(bool applies, bool tears)
    {
        var operations = 0;
        for (var n = 1; operations == 0 || n <= operations; n++)
        {
            Prepare(applies);
            var system = new FaultyFileSystem(PhysicalFileSystem.Instance, n, static what => throw new Killed(what))
            {
                TearsWrites = tears,
                StaysBroken = true,
            };
            if (operations == 0)
            {
                operations = Count(applies);
                Prepare(applies);
            }

            Should.Throw<Killed>(() => Change(new Patcher(system), applies));

            // Each file is whole, and nothing compiled from the other one lies beside it.
            Whole(SamplePatches.Loader, SamplePatches.LoaderBefore, SamplePatches.LoaderAfter, applies, n);
            Whole(SamplePatches.Runner, SamplePatches.RunnerBefore, SamplePatches.RunnerAfter, applies, n);

            Change(_patcher, applies);
            Patcher
                .State(_sample.Series, _sample.Root)
                .ShouldBe(applies ? PatchState.Patched : PatchState.Unpatched, $"operation {n}");
        }

        // Two files: create, write, sync, the compiled one, move.
        operations.ShouldBe(10);
    }

    private void Whole(string file, string before, string after, bool applies, int n)
    {
        var content = _sample.Read(file);
        new[] { before, after }.ShouldContain(content, $"operation {n}");
        if (content == (applies ? after : before))
        {
            File.Exists(Compiled(file)).ShouldBeFalse($"operation {n}");
        }
    }

    private string Compiled(string file) =>
        Path.Combine(
            Path.GetDirectoryName(_sample.PathOf(file))!,
            "__pycache__",
            Path.GetFileNameWithoutExtension(file) + ".cpython-311.pyc"
        );

    private void Prepare(bool applies)
    {
        Directory.Delete(_sample.Root, recursive: true);
        _sample.Restore();
        if (!applies)
        {
            _patcher.Apply(_sample.Series, _sample.Root);
        }

        foreach (var file in (string[])[SamplePatches.Loader, SamplePatches.Runner])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Compiled(file))!);
            File.WriteAllText(Compiled(file), "");
        }
    }

    private int Count(bool applies)
    {
        var counting = new FaultyFileSystem(PhysicalFileSystem.Instance, 0, static _ => { });
        Change(new Patcher(counting), applies);
        return counting.Count;
    }

    private void Change(Patcher patcher, bool applies)
    {
        if (applies)
        {
            patcher.Apply(_sample.Series, _sample.Root);
        }
        else
        {
            patcher.Reverse(_sample.Series, _sample.Root);
        }
    }

    private sealed class Killed(string what) : Exception(what);
}
