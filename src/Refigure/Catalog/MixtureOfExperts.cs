namespace Refigure.Catalog;

/// <summary>The experts of a mixture model.</summary>
/// <param name="Experts">Experts of a layer.</param>
/// <param name="ActiveExperts">Experts that a token passes through.</param>
/// <param name="ActiveSizeBillions">Parameters that a token uses, in billions.</param>
public sealed record MixtureOfExperts(int? Experts, int? ActiveExperts, double? ActiveSizeBillions);
