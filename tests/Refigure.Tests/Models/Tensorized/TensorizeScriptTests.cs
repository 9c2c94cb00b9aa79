using System.Diagnostics;
using System.Globalization;
using Refigure.Tests.Engines;
using Refigure.Tests.Patches;
using Refigure.Tests.Results;

namespace Refigure.Tests.Models.Tensorized;

/// <summary><c>envs/vllm/tensorize.py</c> with a stub in the place of vLLM.</summary>
public sealed class TensorizeScriptTests : IDisposable
{
    private const string Version = "0.10.1.1";
    private readonly StartupDriver _script = new("tensorize.py");
    private readonly TemporaryFolder _folder = new();

    public TensorizeScriptTests()
    {
        _folder.Write("source/model.safetensors", "abcdefgh");
        _script.With("STUB_VLLM_VERSION", Version).With("REFIGURE_EXPECT_VLLM", Version);
    }

    public void Dispose()
    {
        _script.Dispose();
        _folder.Dispose();
    }

    private string Target => _folder["model.tensors"];

    [DriverTheory]
    [InlineData("0.10.1.1")]
    [InlineData("0.8.0")]
    public void The_engine_writes_the_file_and_fetches_nothing(string version)
    {
        _script.With("STUB_VLLM_VERSION", version).With("REFIGURE_EXPECT_VLLM", version);

        Run().ShouldBe(0, _script.Error + _script.Output);

        File.ReadAllText(Target).ShouldBe("badcfehg");
        _script.Marks.Where(m => m != "written").ShouldBe(["begin", "imported", "end"]);
        _script.Mark("imported").GetProperty("version").GetString().ShouldBe(version);
        _script.Mark("end").GetProperty("bytes").GetInt64().ShouldBe(8);
        _script.Left.ShouldBeEmpty();
    }

    [DriverTheory]
    [InlineData("fails", "RuntimeError: CUDA error: out of memory (stub)")]
    [InlineData("exits", "ended with exit code 0")]
    [InlineData("empty", "model.tensors is empty")]
    public void What_is_not_whole_is_no_success_and_says_why(string how, string why)
    {
        _script.With("STUB_VLLM_TENSORIZE", how);

        Run().ShouldBe(1);

        _script.Mark("failed").GetProperty("error").GetString()!.ShouldContain(why);
        _script.Marks.ShouldNotContain("end");
        _script.Left.ShouldBeEmpty();
    }

    [DriverTheory]
    [InlineData("0.11.0")]
    public void Another_version_than_the_expected_one_is_refused(string version)
    {
        _script.With("STUB_VLLM_VERSION", version);

        Run().ShouldBe(1);

        _script.Mark("failed").GetProperty("error").GetString()!.ShouldContain($"vLLM {version} was imported from ");
        File.Exists(Target).ShouldBeFalse();
    }

    [DriverTheory]
    [InlineData("hangs")]
    public void A_SIGTERM_ends_it_and_it_tells_how_far_it_was(string how)
    {
        _script.With("STUB_VLLM_TENSORIZE", how);

        Run(interrupt: "\"written\"").ShouldBe(143);

        _script.Mark("written").GetProperty("bytes").GetInt64().ShouldBe(4);
        _script.Marks.Last().ShouldBe("failed");
        _script.Left.ShouldBeEmpty();
    }

    // A host that was killed must not leave a GPU full of a model behind.
    [DriverTheory]
    [InlineData("hangs")]
    public async Task It_ends_when_the_process_that_started_it_is_gone(string how)
    {
        const string Starter = """
            import subprocess, sys
            script = subprocess.Popen([sys.executable, *sys.argv[1:]], stdout=subprocess.PIPE, text=True)
            for line in script.stdout:
                if "hanging" in line:
                    break
            print(script.pid)
            """;
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["PYTHONPATH"] = StartupDriver.Stub;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["STUB_VLLM_TENSORIZE"] = how;
        start.Environment["STUB_VLLM_VERSION"] = Version;
        start.Environment["TMPDIR"] = _folder.Root;
        string[] arguments =
        [
            "-c",
            Starter,
            Path.Combine(ShippedPatches.Checkout, "envs/vllm/tensorize.py"),
            "--model",
            _folder["source"],
            "--to",
            Target,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var starter = Process.Start(start)!;
        var id = int.Parse(await starter.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
        await starter.WaitForExitAsync();

        for (var waited = 0; IsRunning(id) && waited < 300; waited++)
        {
            await Task.Delay(100);
        }

        IsRunning(id).ShouldBeFalse();
    }

    private static bool IsRunning(int id)
    {
        var status = $"/proc/{id.ToString(CultureInfo.InvariantCulture)}/status";
        try
        {
            return !File.ReadAllText(status).Contains("State:\tZ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private int Run(string? interrupt = null) => _script.Run(interrupt, "--model", _folder["source"], "--to", Target);
}
