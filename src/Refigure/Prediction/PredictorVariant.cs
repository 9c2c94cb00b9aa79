namespace Refigure.Prediction;

/// <summary>How the capture term is fed. The variants differ in nothing else.</summary>
public enum PredictorVariant
{
    /// <summary>
    /// As the study published it: graph capturing is trained on size × 67 and predicted with size × 1, so that its slope
    /// contributes almost nothing.
    /// </summary>
    AsPublished,

    /// <summary>The same factor in training and prediction.</summary>
    Consistent,
}
