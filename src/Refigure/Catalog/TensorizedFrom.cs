namespace Refigure.Catalog;

/// <summary>That a model is a copy of another one, in the form that vLLM's load format <c>tensorizer</c> reads.</summary>
/// <param name="Model">The model that it is made from.</param>
/// <param name="Environment">The environment whose engine makes it, and alone reads it.</param>
public sealed record TensorizedFrom(string Model, string Environment);
