using System.Security.Cryptography;
using System.Text;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary><c>--target Patch</c> and <c>--target Unpatch</c> on a source tree of a made-up version.</summary>
public sealed class PatchTests : IDisposable
{
    private const string Before =
        "def capture(elapsed):\n    # It is done.\n    logger.info(\"took %.0f secs\", elapsed)\n";
    private const string After =
        "def capture(elapsed):\n    # It is done.\n    logger.info(\"took %.2f secs\", elapsed)\n";

    private readonly BareClone _clone = new();
    private readonly string _file;

    public PatchTests()
    {
        var folder = _clone.Folder;
        folder.Write("patches/vllm-1.2.3/series", "capture.patch\n");
        folder.Write(
            "patches/vllm-1.2.3/capture.patch",
            "--- a/vllm/runner.py\n+++ b/vllm/runner.py\n@@ -2,2 +2,2 @@\n     # It is done.\n"
                + "-    logger.info(\"took %.0f secs\", elapsed)\n+    logger.info(\"took %.2f secs\", elapsed)\n"
        );
        folder.Write(
            "patches/vllm-1.2.3/expected.yaml",
            $"files:\n  vllm/runner.py:\n    before: {Digest(Before)}\n    after: {Digest(After)}\n"
        );
        var environment = File.ReadAllText(folder["envs", "vllm-0.25.1", "env.yaml"])
            .Replace("patches/vllm-0.25.1", "patches/vllm-1.2.3", StringComparison.Ordinal);
        folder.Write("envs/tiny/env.yaml", environment);
        File.Copy(folder["envs", "vllm-0.25.1", "requirements.txt"], folder["envs", "tiny", "requirements.txt"]);
        _file = folder.Write("source/vllm/runner.py", Before);
    }

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void A_source_tree_without_git_is_patched_once_and_gets_its_bytes_back()
    {
        var applied = Run("Patch", "--env", "tiny", "--from", "source").ShouldSucceed();
        applied.Output.ShouldContain("tiny: changed vllm/runner.py.");
        applied.Output.ShouldContain("source is patched now.");
        File.ReadAllText(_file).ShouldBe(After);

        Run("Patch", "--env", "tiny", "--from", "source").ShouldSucceed().Output.ShouldContain("nothing to change");
        File.ReadAllText(_file).ShouldBe(After);

        var reversed = Run("Unpatch", "--env", "tiny", "--from", "source").ShouldSucceed();
        reversed.Output.ShouldContain("source is not patched now.");
        File.ReadAllText(_file).ShouldBe(Before);
    }

    [Fact]
    public void A_file_of_another_version_is_refused_with_both_hashes()
    {
        File.AppendAllText(_file, "# mine\n");

        Run("Patch", "--env", "tiny", "--from", "source")
            .ShouldRefuse("source/vllm/runner.py", Digest(Before + "# mine\n"), Digest(Before), "vllm-1.2.3");

        File.ReadAllText(_file).ShouldBe(Before + "# mine\n");
    }

    [Fact]
    public void What_cannot_be_patched_is_named()
    {
        Run("Patch").ShouldRefuse("Which environment?", "tiny", "vllm-0.11.0");
        Run("Patch", "--env", "vllm-9").ShouldRefuse("--env vllm-9: there is no such environment", "tiny");
        Run("Unpatch", "--env", "vllm-0.3.1").ShouldRefuse("--env vllm-0.3.1: it has no patches");
        Run("Patch", "--env", "tiny").ShouldRefuse("--env tiny: it is not installed", "--target Setup --env tiny");
        Run("Patch", "--env", "tiny,vllm-0.25.1", "--from", "source").ShouldRefuse("one source tree", "2 environments");
        Run("Patch", "--env", "tiny", "--from", "nowhere").ShouldRefuse("nowhere/vllm/runner.py is not there");
    }

    private HostResult Run(string target, params string[] arguments) => _clone.Run(["--target", target, .. arguments]);

    private static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
