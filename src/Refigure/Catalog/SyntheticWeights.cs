namespace Refigure.Catalog;

/// <summary>How the weights of a model that we write ourselves are made.</summary>
/// <param name="Seed">Seed of the random weights.</param>
/// <param name="Format">How a weight is stored.</param>
/// <param name="TiedEmbeddings">Whether the output uses the embedding's matrix, so that the vocabulary counts once.</param>
/// <param name="Sha256">Digest of the file that must come out, lower-case hex.</param>
/// <param name="Bytes">Its size.</param>
public sealed record SyntheticWeights(int Seed, WeightFormat Format, bool TiedEmbeddings, string Sha256, long Bytes);
