namespace Refigure.Figures;

/// <summary>A step of the start-up in figure 2.</summary>
/// <param name="Metric">The phase.</param>
/// <param name="Label">The printed name, with the study's section.</param>
/// <param name="IsProcessorBound">Whether the processor, not the GPU, decides how long it takes.</param>
public sealed record BreakdownStep(string Metric, string Label, bool IsProcessorBound)
{
    /// <summary>The series of the mark: <c>CPU-dominant</c> or <c>GPU-dominant</c>.</summary>
    public string Series => IsProcessorBound ? "CPU-dominant" : "GPU-dominant";
}
