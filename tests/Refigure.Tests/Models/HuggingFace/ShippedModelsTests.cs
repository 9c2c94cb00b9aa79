using Refigure.Catalog;
using Refigure.Models.HuggingFace;
using Refigure.Tests.Figures;

namespace Refigure.Tests.Models.HuggingFace;

/// <summary>The synthetic models for vLLM in <c>envs/models.yaml</c>.</summary>
public sealed class ShippedModelsTests
{
    [Fact]
    public void Each_says_how_much_disk_its_folder_takes_and_has_the_size_that_it_is_named_for()
    {
        ModelSpec[] shipped = [.. StudyRuns.Models.Models.Where(m => m.Synthetic is { Format: WeightFormat.Brain })];

        shipped.Length.ShouldBe(7);
        shipped
            .Select(m => $"{m.Name} {new HuggingFaceModel(m).Files().Sum(f => f.Bytes)}")
            .ShouldBe(shipped.Select(m => $"{m.Name} {m.Synthetic!.Bytes}"));
        foreach (var spec in shipped)
        {
            var weights = new HuggingFaceModel(spec).Files().Single(f => f.Name == HuggingFaceModel.WeightsName).Bytes;
            var vocabulary = 2.0 * spec.VocabularySize!.Value * spec.HiddenSize!.Value;
            var billions = (weights / 2.0 - vocabulary) / 1e9;
            billions.ShouldBeInRange(spec.SizeBillions!.Value * 0.75, spec.SizeBillions.Value * 1.25, spec.Name);
        }
    }
}
