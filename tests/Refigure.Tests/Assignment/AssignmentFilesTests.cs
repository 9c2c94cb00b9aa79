using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Refigure.Assignment;
using Refigure.Tests.Drawing;

namespace Refigure.Tests.Assignment;

public sealed class AssignmentFilesTests
{
    [DrawingFact]
    public void Everything_that_the_assignment_asks_for_is_there_once_and_in_order()
    {
        Names(Make(MadeAssignment.Of()))
            .ShouldBe([
                "README.txt",
                "code/plot_results.py",
                "code/server_1gpu.sh",
                "code/server_2gpu.sh",
                "data/figure18.csv",
                "data/figure19.csv",
                "data/figure20.csv",
                "data/logs_1gpu.txt",
                "data/logs_2gpu.txt",
                "data/profile/rank0.json",
                "data/results.csv",
                "data/top_kernels.csv",
                "data/top_kernels.txt",
                "data/ttft_tpot_1gpu.txt",
                "data/ttft_tpot_2gpu.txt",
                "figures/figure18.pdf",
                "figures/figure18.svg",
                "figures/figure19.pdf",
                "figures/figure19.svg",
                "figures/figure20.pdf",
                "figures/figure20.svg",
                "provenance.json",
                "report.pdf",
                "SHA256SUMS",
            ]);
    }

    [DrawingFact]
    public void The_digests_are_those_of_all_other_files()
    {
        var files = Make(MadeAssignment.Of());
        var digests = Text(files, AssignmentFiles.Digests).TrimEnd('\n').Split('\n');
        digests.ShouldBe(
            files[..^1].Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(f.Content.AsSpan()))}  {f.Name}")
        );
    }

    [DrawingFact]
    public void The_same_data_gives_the_same_bytes()
    {
        var (one, other) = (Make(MadeAssignment.Of()), Make(MadeAssignment.Of()));
        Text(one, AssignmentFiles.Digests).ShouldBe(Text(other, AssignmentFiles.Digests));
    }

    [DrawingFact]
    public void Where_everything_comes_from_can_be_read()
    {
        using var json = JsonDocument.Parse(Text(Make(MadeAssignment.Of()), AssignmentFiles.Origin));
        var root = json.RootElement;
        root.GetProperty("profile").GetString().ShouldBe("lab");
        root.GetProperty("commit").GetString().ShouldBe("abc");
        root.GetProperty("missing")[0].GetString().ShouldBe("4 GPUs: missing; do this.");
        var first = root.GetProperty("configurations")[0];
        first.GetProperty("run").GetString().ShouldBe("tp-serving/h200/tp1/warm-1");
        first.GetProperty("engine_version").GetString().ShouldBe("0.25.1");
        first.GetProperty("gpu").GetString().ShouldBe("NVIDIA H200");
        root.GetProperty("profiled").GetProperty("run").GetString().ShouldBe("tp-profile/h200/tp2/warm-1");
    }

    [DrawingFact]
    public void Secrets_are_masked_in_every_text()
    {
        var data = MadeAssignment.Of();
        data = data with
        {
            Gaps = [new("a", "the secret is sesame")],
            Servers = [new("code/server_1gpu.sh", "1 GPU", "exec sesame\n", IsRecorded: true)],
        };
        foreach (var file in Make(data, text => text.Replace("sesame", "***", StringComparison.Ordinal)))
        {
            Encoding.UTF8.GetString(file.Content.AsSpan()).ShouldNotContain("sesame", Case.Sensitive, file.Name);
        }
    }

    private static AssignmentFile[] Make(AssignmentData data, Func<string, string>? mask = null) =>
        [
            .. AssignmentFiles.Of(
                data,
                DrawingFont.Required,
                [new("data/profile/rank0.json", [1, 2, 3])],
                mask ?? (static text => text)
            ),
        ];

    private static string[] Names(AssignmentFile[] files) => [.. files.Select(f => f.Name)];

    private static string Text(AssignmentFile[] files, string name) =>
        Encoding.UTF8.GetString(files.Single(f => f.Name == name).Content.AsSpan());
}
