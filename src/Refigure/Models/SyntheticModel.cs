using System.Collections.Immutable;
using Refigure.Catalog;

namespace Refigure.Models;

/// <summary>
/// A model of the llama architecture with random weights, as a GGUF file. How long an engine takes to start does not depend
/// on what the weights say.
/// </summary>
internal sealed class SyntheticModel
{
    private const int PartBytes = 34 * (1 << 17); // a multiple of what half precision (8) and 8-bit blocks (34) need

    private readonly ModelSpec _spec;
    private readonly SyntheticWeights _weights;

    /// <exception cref="UserErrorException">An attribute that the architecture needs is missing or does not fit.</exception>
    public SyntheticModel(ModelSpec spec)
    {
        _spec = spec;
        _weights = spec.Synthetic ?? throw new ArgumentException($"{spec.Name} is not synthetic", nameof(spec));
        Layers = Need(spec.Layers, "layers");
        Heads = Need(spec.AttentionHeads, "attention_heads");
        KeyValueHeads = Need(spec.KeyValueHeads, "key_value_heads");
        Width = Need(spec.HiddenSize, "hidden_size");
        InnerWidth = Need(spec.FeedForwardSize, "feed_forward_size");
        VocabularySize = Need(spec.VocabularySize, "vocabulary_size");
        if (Width % Heads != 0 || Width % 32 != 0 || InnerWidth % 32 != 0 || Heads % KeyValueHeads != 0)
        {
            throw Wrong("hidden_size and feed_forward_size must be multiples of 32, and heads must divide evenly");
        }

        if (VocabularySize < SyntheticVocabulary.Smallest)
        {
            throw Wrong(
                $"vocabulary_size must be at least {SyntheticVocabulary.Smallest}, the bytes, the space and three marks"
            );
        }

        Tensors = [.. AllTensors()];
    }

    public ImmutableArray<GgufTensor> Tensors { get; }

    /// <summary>Number of parameters.</summary>
    public long Parameters => Tensors.Sum(t => t.Elements);

    private int Layers { get; }

    private int Heads { get; }

    private int KeyValueHeads { get; }

    private int Width { get; }

    private int InnerWidth { get; }

    private int VocabularySize { get; }

    /// <summary>Writes the file.</summary>
    /// <param name="output">Gets the file's bytes, in order; never read or moved.</param>
    /// <param name="wrote">Told how many bytes of weights were written, now and then.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Write(Stream output, Action<long> wrote, CancellationToken cancellation)
    {
        using var head = new MemoryStream();
        WriteHead(head);
        output.Write(head.GetBuffer(), 0, (int)head.Length);
        var part = new byte[PartBytes];
        var total = 0L;
        for (var i = 0; i < Tensors.Length; i++)
        {
            var seed = RandomWeights.Seed(_weights.Seed, i);
            for (long offset = 0; offset < Tensors[i].Bytes; offset += PartBytes)
            {
                cancellation.ThrowIfCancellationRequested();
                var data = part.AsSpan(0, (int)Math.Min(PartBytes, Tensors[i].Bytes - offset));
                RandomWeights.Fill(data, Tensors[i].Type, seed, offset);
                output.Write(data);
                total += data.Length;
                wrote(total);
            }

            new GgufWriter(output).Pad(Tensors[i].Bytes);
        }
    }

    private void WriteHead(MemoryStream head)
    {
        var writer = new GgufWriter(head);
        var vocabulary = new SyntheticVocabulary(VocabularySize);
        writer.Header(Tensors.Length, entries: 17);
        writer.Entry("general.architecture", "llama");
        writer.Entry("general.name", _spec.Label);
        writer.Entry("general.description", "synthetic: random weights, made to measure time and for nothing else");
        writer.Entry("llama.block_count", (uint)Layers);
        writer.Entry("llama.context_length", 8192);
        writer.Entry("llama.embedding_length", (uint)Width);
        writer.Entry("llama.feed_forward_length", (uint)InnerWidth);
        writer.Entry("llama.attention.head_count", (uint)Heads);
        writer.Entry("llama.attention.head_count_kv", (uint)KeyValueHeads);
        writer.Entry("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        writer.Entry("llama.rope.dimension_count", (uint)(Width / Heads));
        writer.Entry("tokenizer.ggml.model", "llama");
        writer.Entry("tokenizer.ggml.tokens", vocabulary.Tokens);
        writer.Entry("tokenizer.ggml.scores", vocabulary.Scores);
        writer.Entry("tokenizer.ggml.token_type", vocabulary.Types);
        writer.Entry("tokenizer.ggml.bos_token_id", 1u);
        writer.Entry("tokenizer.ggml.eos_token_id", 2u);
        var offset = 0L;
        foreach (var tensor in Tensors)
        {
            writer.Tensor(tensor, offset);
            offset += GgufWriter.Aligned(tensor.Bytes);
        }

        writer.Pad(head.Length);
    }

    // The names that llama.cpp gives the tensors of a llama.
    private IEnumerable<GgufTensor> AllTensors()
    {
        var keys = Width / Heads * KeyValueHeads;
        yield return Matrix("token_embd.weight", Width, VocabularySize);
        for (var i = 0; i < Layers; i++)
        {
            yield return Norm($"blk.{i}.attn_norm.weight");
            yield return Matrix($"blk.{i}.attn_q.weight", Width, Width);
            yield return Matrix($"blk.{i}.attn_k.weight", Width, keys);
            yield return Matrix($"blk.{i}.attn_v.weight", Width, keys);
            yield return Matrix($"blk.{i}.attn_output.weight", Width, Width);
            yield return Norm($"blk.{i}.ffn_norm.weight");
            yield return Matrix($"blk.{i}.ffn_gate.weight", Width, InnerWidth);
            yield return Matrix($"blk.{i}.ffn_up.weight", Width, InnerWidth);
            yield return Matrix($"blk.{i}.ffn_down.weight", InnerWidth, Width);
        }

        yield return Norm("output_norm.weight");
        if (!_weights.TiedEmbeddings)
        {
            yield return Matrix("output.weight", Width, VocabularySize);
        }
    }

    private GgufTensor Matrix(string name, int columns, int rows) =>
        new(name, _weights.Format == WeightFormat.Half ? GgufType.Float16 : GgufType.EightBit, columns, rows);

    private GgufTensor Norm(string name) => new(name, GgufType.Float32, Width, 0);

    private int Need(int? value, string key) => value ?? throw Wrong($"{key} is missing");

    private UserErrorException Wrong(string what) =>
        new($"the model {_spec.Name} cannot be made: {what}; put it right in envs/models.yaml.");
}
