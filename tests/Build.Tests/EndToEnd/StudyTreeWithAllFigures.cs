using System.Text.RegularExpressions;
using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>
/// The four figures that the artifact here lacks, laid out as the study lays them out, made of real logs of its other
/// figures; imported beside figure 10 and drawn once.
/// </summary>
public sealed partial class StudyTreeWithAllFigures : IDisposable
{
    private const string LongModel = "output_model_qwen-14b_max_model_len_16752.txt";

    // Figure 7's models without qwen-14b, whose logs the study does not have, and one that is not drawn.
    private static readonly string[] WithoutCompilation =
    [
        "qwen-0.5b",
        "qwen-1.8b",
        "qwen-4b",
        "qwen-7b",
        "llama2-13b-hf",
        "yi-9b",
        "deepseek-r1-distill-llama-8b",
        "qwen-14.3b",
        "deepseek-v2-lite-16b",
        "llama3-3b",
    ];

    private readonly TemporaryFolder _folder = new();

    /// <summary>Builds, imports and draws; nothing where the artifact is absent.</summary>
    public StudyTreeWithAllFigures()
    {
        if (SharedData.Root is null)
        {
            return;
        }

        Checkout.Copy(Real("figure-10"), _folder["study", "figures", "figure-10"]);
        LayOutComparison("figure-11", "cpu0", "cpu1", text => Milliseconds().Replace(text, "$1"));
        // As if read at another time: a copy of the other GPU's logs would be found out, too.
        LayOutComparison("figure-13", "case0", "case1", text => Day().Replace(text, "$1-27"));
        LayOutFigure7();
        LayOutFigure15();
        Imported = Run("--target", "Import", "--from", _folder["study"], "--runs", Runs);
        Drawn = Run("--figure", "7,11,13,15", "--no-run", "--runs", Runs, "--out", Out);
    }

    internal string Runs => _folder["runs"];

    internal string Out => _folder["out"];

    internal HostResult? Imported { get; }

    internal HostResult? Drawn { get; }

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();

    internal static HostResult Run(params string[] arguments) => HostProcess.Run(Checkout.Root, arguments);

    private static string Real(params string[] parts) =>
        Path.Combine([SharedData.Path("data/breaking-the-ice/figures"), .. parts]);

    // Side 0 is figure 10's machine, copied; side 1 is another, and ran qwen-14b with its full context length.
    private void LayOutComparison(string figure, string side0, string side1, Func<string, string> change)
    {
        Checkout.Copy(Real("figure-10", "gpu0"), _folder["study", "figures", figure, side0]);
        foreach (var path in Directory.EnumerateFiles(Real("figure-10", "gpu1"), "*.txt", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(Real("figure-10", "gpu1"), path);
            var text = change(File.ReadAllText(path));
            if (Path.GetFileName(path) == LongModel)
            {
                name = name.Replace("_max_model_len_16752", string.Empty, StringComparison.Ordinal);
                text = text.Replace("16752", "32768", StringComparison.Ordinal);
            }

            _folder.Write(Path.Combine("study", "figures", figure, side1, name), text);
        }
    }

    private void LayOutFigure7()
    {
        foreach (var iteration in new[] { "1", "2", "3", "4", "5" })
        {
            foreach (var model in WithoutCompilation)
            {
                var name = $"output_model_{model}.txt";
                var lines = File.ReadLines(Real("figure-rest", "iterations", iteration, name))
                    .Where(line => !CompilationLine().IsMatch(line))
                    .Select(line => line + "\n");
                _folder.Write($"study/figures/figure-7/iterations/{iteration}/{name}", string.Concat(lines));
            }
        }
    }

    // Real cold starts; each iteration another day and a little slower, or they would be copies.
    private void LayOutFigure15()
    {
        string[] cold =
        [
            .. Directory.EnumerateFiles(Real("figure-10", "gpu1", "uncached"), "*.txt"),
            Real("figure-rest", "uncached", "output_model_deepseek-v2-lite-16b.txt"),
        ];
        for (var iteration = 1; iteration <= 5; iteration++)
        {
            foreach (var path in cold)
            {
                var name = Path.GetFileName(path)
                    .Replace("_max_model_len_16752", string.Empty, StringComparison.Ordinal);
                var text = Day().Replace(File.ReadAllText(path), $"$1-{iteration + 10}");
                text = text.Replace("takes 21.71 s", $"takes 21.7{iteration} s", StringComparison.Ordinal);
                _folder.Write($"study/figures/figure-15/iterations/{iteration}/{name}", text);
            }
        }
    }

    [GeneratedRegex(@"(\d\d-\d\d \d\d:\d\d:\d\d)\.\d\d\d")]
    private static partial Regex Milliseconds();

    [GeneratedRegex(@"\b(02)-\d\d(?= \d\d:\d\d:\d\d)")]
    private static partial Regex Day();

    [GeneratedRegex(
        "Dynamo bytecode|Directly load|torch.compile takes|Start compiling|Using cache directory|Compiling a graph|Store the .*-th graph|Computation graph saved"
    )]
    private static partial Regex CompilationLine();
}
