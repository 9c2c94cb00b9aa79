using System.Security.Cryptography;
using Refigure.Catalog;
using Refigure.Models;

namespace Refigure.Tests.Models;

/// <summary>Synthetic models of a few kilobytes.</summary>
internal static class TinyModels
{
    public static ModelSpec Spec(WeightFormat format = WeightFormat.Half, bool tied = false, int seed = 1) =>
        new("tiny", "Tiny")
        {
            Layers = 2,
            AttentionHeads = 2,
            KeyValueHeads = 2,
            HiddenSize = 64,
            FeedForwardSize = 96,
            VocabularySize = 260,
            Synthetic = new SyntheticWeights(seed, format, tied, "", 0),
        };

    /// <summary>A specification whose digest and size are those of the file that comes out.</summary>
    public static ModelSpec Pinned()
    {
        var bytes = Bytes(new SyntheticModel(Spec()));
        return Spec() with
        {
            Synthetic = Spec().Synthetic! with
            {
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                Bytes = bytes.Length,
            },
        };
    }

    public static byte[] Bytes(SyntheticModel model)
    {
        using var output = new MemoryStream();
        model.Write(output, static _ => { }, CancellationToken.None);
        return output.ToArray();
    }
}
