using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

[Collection(ImportedArtifactCollection.Name)]
public sealed class UnknownModelTests(ImportedArtifact artifact)
{
    [SharedFact]
    public void A_model_that_nobody_knows_cannot_be_predicted()
    {
        HostProcess
            .Run(Checkout.Root, "--target", "Predict", "--model", "nonsense", "--runs", artifact.Runs)
            .ShouldRefuse("'nonsense'", "models.yaml");
    }

    [SharedFact]
    public void Figures_survive_a_model_that_the_list_lacks_and_say_so()
    {
        using var clone = new BareClone();
        var list = File.ReadAllText(clone.Folder["envs", "models.yaml"]);
        list.ShouldContain("  qwen-4b:");
        File.WriteAllText(
            clone.Folder["envs", "models.yaml"],
            list.Replace("  qwen-4b:", "  renamed-4b:", StringComparison.Ordinal)
        );
        clone
            .Run("--target", "Predict", "--model", "qwen-4b", "--runs", artifact.Runs)
            .ShouldRefuse("'qwen-4b'", "models.yaml");
        var result = clone.Run("--figure", "all", "--no-run", "--runs", artifact.Runs).ShouldSucceed();
        result.Remarks.ShouldContain(line =>
            line.Contains("qwen-4b", StringComparison.OrdinalIgnoreCase)
            && line.Contains("models.yaml", StringComparison.Ordinal)
        );
        var drawn = FigureTables.Bars(clone.Folder["figures"], 5).Select(bar => bar.Label).Distinct().ToArray();
        drawn.ShouldNotContain("Qwen-4B");
        drawn.ShouldContain("Yi-6B");
        foreach (var figure in new[] { 1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 14, 17 })
        {
            File.Exists(clone.PathOf(figure, "pdf")).ShouldBeTrue();
        }
    }
}
