using Refigure.Catalog;
using Refigure.Models.HuggingFace;

namespace Refigure.Tests.Models.HuggingFace;

/// <summary>Synthetic models for vLLM of some hundred kilobytes.</summary>
internal static class TinyFolders
{
    public const string Name = "tiny";

    public static ModelSpec Spec(bool tied = false, int seed = 1, int vocabulary = 300) =>
        new(Name, "Tiny")
        {
            Layers = 2,
            AttentionHeads = 4,
            KeyValueHeads = 2,
            HiddenSize = 64,
            FeedForwardSize = 96,
            VocabularySize = vocabulary,
            Synthetic = new SyntheticWeights(seed, WeightFormat.Brain, tied, "", 0),
        };

    /// <summary>A specification whose digest and size are those of the folder that comes out.</summary>
    public static ModelSpec Pinned(int seed = 1)
    {
        var spec = Spec(seed: seed);
        using var digest = new FolderDigest();
        var bytes = 0L;
        foreach (var (name, content) in Bytes(spec))
        {
            digest.Begin(name, content.Length);
            digest.Add(content);
            bytes += content.Length;
        }

        return spec with
        {
            Synthetic = spec.Synthetic! with { Sha256 = digest.Finish(), Bytes = bytes },
        };
    }

    /// <summary>What is written, by file name in the order of writing.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> Bytes(ModelSpec spec) =>
        [.. new HuggingFaceModel(spec).Files().Select(f => (f.Name, Written(f)))];

    public static byte[] File(ModelSpec spec, string name) => Bytes(spec).Single(f => f.Name == name).Content;

    private static byte[] Written(HuggingFaceFile file)
    {
        using var output = new MemoryStream();
        file.Write(output, CancellationToken.None);
        return output.ToArray();
    }
}
