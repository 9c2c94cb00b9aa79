using Refigure.Catalog;

namespace Refigure.Prediction;

/// <summary>A phase and the attribute that it is predicted from.</summary>
internal sealed record FittedPhase(string Phase, ModelAttribute Feature);
