using System.Diagnostics;
using Refigure.Files;
using Refigure.Patches;
using Refigure.Testing;
using Refigure.Tests.Results;

namespace Refigure.Tests.Patches;

/// <summary>The patches on vLLM's own files, byte for byte.</summary>
public sealed class RealFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedFact]
    public void Real_files_come_out_as_expected_and_go_back_to_their_bytes()
    {
        var tried = 0;
        foreach (var source in Directory.EnumerateDirectories(SharedData.Path("data/vllm-files")))
        {
            var version = Path.GetFileName(source);
            var series = ShippedPatches.Of(version);
            var root = _folder[version];
            Copy(source, root);
            var patcher = new Patcher(PhysicalFileSystem.Instance);

            patcher.Apply(series, root).ShouldBe(series.Files.Select(f => f.Path), version);
            Patcher.State(series, root).ShouldBe(PatchState.Patched, version);
            Parse([.. series.Files.Select(f => Path.Combine(root, f.Path))]);
            patcher.Apply(series, root).ShouldBeEmpty(version);

            patcher.Reverse(series, root).ShouldBe(series.Files.Select(f => f.Path), version);
            foreach (var file in Directory.EnumerateFiles(source, "*.py", SearchOption.AllDirectories))
            {
                var mine = Path.Combine(root, Path.GetRelativePath(source, file));
                File.ReadAllBytes(mine).ShouldBe(File.ReadAllBytes(file), mine);
            }

            tried++;
        }

        tried.ShouldBeGreaterThanOrEqualTo(3);
    }

    [SharedFact]
    public void Patches_of_one_version_refuse_the_files_of_another()
    {
        var root = _folder["other"];
        Copy(SharedData.Path("data/vllm-files/0.20.2"), root);
        var series = ShippedPatches.Of("0.25.1");

        var error = Should.Throw<UserErrorException>(() =>
            new Patcher(PhysicalFileSystem.Instance).Apply(series, root)
        );

        error.Message.ShouldContain(Path.Combine(root, "vllm/renderers/registry.py"));
        error.Message.ShouldContain(ShippedPatches.Of("0.20.2").Files[0].Before);
        error.Message.ShouldContain(series.Files[0].Before);
        Patcher.State(ShippedPatches.Of("0.20.2"), root).ShouldBe(PatchState.Unpatched);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*.py", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    // As Python reads them: a diff can fit and still break the syntax.
    private static void Parse(string[] files)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardError = true, UseShellExecute = false };
        string[] arguments =
        [
            "-I",
            "-c",
            "import ast, sys\nfor path in sys.argv[1:]:\n ast.parse(open(path, encoding='utf-8').read(), path)",
            .. files,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var python = Process.Start(start)!;
        var errors = python.StandardError.ReadToEnd();
        python.WaitForExit();
        python.ExitCode.ShouldBe(0, errors);
    }
}
