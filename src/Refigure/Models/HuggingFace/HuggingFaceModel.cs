using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using Refigure.Catalog;

namespace Refigure.Models.HuggingFace;

/// <summary>
/// A model of the llama architecture with random bf16 weights, as the folder that vLLM and Transformers read. How long an engine
/// takes to start does not depend on what the weights say.
/// </summary>
internal sealed class HuggingFaceModel
{
    /// <summary>The file of the weights.</summary>
    public const string WeightsName = "model.safetensors";

    private const int PartBytes = 1 << 22;
    private const int ContextLength = 8192;

    private readonly ModelSpec _spec;
    private readonly SyntheticWeights _weights;
    private readonly ImmutableArray<SafeTensor> _tensors;
    private readonly byte[] _header;
    private readonly int _layers;
    private readonly int _heads;
    private readonly int _keyValueHeads;
    private readonly int _width;
    private readonly int _innerWidth;
    private readonly int _vocabulary;

    /// <exception cref="UserErrorException">An attribute that the architecture needs is missing or does not fit.</exception>
    public HuggingFaceModel(ModelSpec spec)
    {
        _spec = spec;
        _weights = spec.Synthetic ?? throw new ArgumentException($"{spec.Name} is not synthetic", nameof(spec));
        _layers = Need(spec.Layers, "layers");
        _heads = Need(spec.AttentionHeads, "attention_heads");
        _keyValueHeads = Need(spec.KeyValueHeads, "key_value_heads");
        _width = Need(spec.HiddenSize, "hidden_size");
        _innerWidth = Need(spec.FeedForwardSize, "feed_forward_size");
        _vocabulary = Need(spec.VocabularySize, "vocabulary_size");
        if (_width % _heads != 0 || _heads % _keyValueHeads != 0)
        {
            throw Wrong("heads must divide hidden_size, and key_value_heads must divide attention_heads");
        }

        if (_vocabulary is < ByteLevelTokenizer.Smallest or > ByteLevelTokenizer.Largest)
        {
            throw Wrong(
                $"vocabulary_size must be from {ByteLevelTokenizer.Smallest}, the bytes and three marks, to {ByteLevelTokenizer.Largest}"
            );
        }

        _tensors = [.. Tensors()];
        _header = SafeTensorsHeader.Of(_tensors);
    }

    /// <summary>The files, by name in ordinal order, with their sizes in bytes.</summary>
    public ImmutableArray<HuggingFaceFile> Files()
    {
        var tokenizer = ByteLevelTokenizer.File(_vocabulary);
        ImmutableArray<HuggingFaceFile> files =
        [
            Small("config.json", Json(WriteConfig)),
            Small("generation_config.json", Json(WriteGeneration)),
            new HuggingFaceFile(WeightsName, _header.Length + _tensors.Sum(t => t.Bytes), WriteWeights),
            Small("tokenizer.json", tokenizer),
            Small("tokenizer_config.json", Json(WriteTokenizer)),
        ];
        return files;
    }

    private static HuggingFaceFile Small(string name, byte[] content) =>
        new(name, content.Length, (output, _) => output.Write(content));

    private void WriteWeights(Stream output, CancellationToken cancellation)
    {
        output.Write(_header);
        var part = new byte[PartBytes];
        for (var i = 0; i < _tensors.Length; i++)
        {
            var tensor = _tensors[i];
            var seed = RandomWeights.Seed(_weights.Seed, i);
            for (long offset = 0; offset < tensor.Bytes; offset += PartBytes)
            {
                cancellation.ThrowIfCancellationRequested();
                var data = part.AsSpan(0, (int)Math.Min(PartBytes, tensor.Bytes - offset));
                if (tensor.IsVector)
                {
                    Ones(data);
                }
                else
                {
                    RandomWeights.FillBrain(data, seed, offset);
                }

                output.Write(data);
            }
        }
    }

    private static void Ones(Span<byte> data)
    {
        const ushort One = 0x3F80;
        for (var i = 0; i + 2 <= data.Length; i += 2)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(data[i..], One);
        }
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return output.ToArray();
    }

    private void WriteConfig(Utf8JsonWriter json)
    {
        json.WriteStartArray("architectures");
        json.WriteStringValue("LlamaForCausalLM");
        json.WriteEndArray();
        json.WriteString("model_type", "llama");
        json.WriteNumber("num_hidden_layers", _layers);
        json.WriteNumber("num_attention_heads", _heads);
        json.WriteNumber("num_key_value_heads", _keyValueHeads);
        json.WriteNumber("head_dim", _width / _heads);
        json.WriteNumber("hidden_size", _width);
        json.WriteNumber("intermediate_size", _innerWidth);
        json.WriteNumber("vocab_size", _vocabulary);
        json.WriteNumber("max_position_embeddings", ContextLength);
        json.WriteString("hidden_act", "silu");
        json.WriteNumber("rms_norm_eps", 1e-5);
        json.WriteNumber("rope_theta", 10000.0);
        json.WriteNumber("initializer_range", 0.02);
        json.WriteBoolean("attention_bias", false);
        json.WriteBoolean("mlp_bias", false);
        json.WriteBoolean("tie_word_embeddings", _weights.TiedEmbeddings);
        json.WriteBoolean("use_cache", true);
        json.WriteString("torch_dtype", "bfloat16");
        WriteMarks(json);
    }

    private static void WriteGeneration(Utf8JsonWriter json) => WriteMarks(json);

    private static void WriteMarks(Utf8JsonWriter json)
    {
        json.WriteNumber("bos_token_id", 0);
        json.WriteNumber("eos_token_id", 1);
        json.WriteNumber("pad_token_id", 2);
    }

    private static void WriteTokenizer(Utf8JsonWriter json)
    {
        json.WriteString("tokenizer_class", "PreTrainedTokenizerFast");
        json.WriteString("bos_token", ByteLevelTokenizer.Marks[0]);
        json.WriteString("eos_token", ByteLevelTokenizer.Marks[1]);
        json.WriteString("pad_token", ByteLevelTokenizer.Marks[2]);
        json.WriteNumber("model_max_length", ContextLength);
        json.WriteBoolean("clean_up_tokenization_spaces", false);
    }

    // The names that Transformers gives the tensors of a llama.
    private IEnumerable<SafeTensor> Tensors()
    {
        var keys = _width / _heads * _keyValueHeads;
        yield return new SafeTensor("model.embed_tokens.weight", _vocabulary, _width);
        for (var i = 0; i < _layers; i++)
        {
            yield return new SafeTensor($"model.layers.{i}.input_layernorm.weight", 0, _width);
            yield return new SafeTensor($"model.layers.{i}.self_attn.q_proj.weight", _width, _width);
            yield return new SafeTensor($"model.layers.{i}.self_attn.k_proj.weight", keys, _width);
            yield return new SafeTensor($"model.layers.{i}.self_attn.v_proj.weight", keys, _width);
            yield return new SafeTensor($"model.layers.{i}.self_attn.o_proj.weight", _width, _width);
            yield return new SafeTensor($"model.layers.{i}.post_attention_layernorm.weight", 0, _width);
            yield return new SafeTensor($"model.layers.{i}.mlp.gate_proj.weight", _innerWidth, _width);
            yield return new SafeTensor($"model.layers.{i}.mlp.up_proj.weight", _innerWidth, _width);
            yield return new SafeTensor($"model.layers.{i}.mlp.down_proj.weight", _width, _innerWidth);
        }

        yield return new SafeTensor("model.norm.weight", 0, _width);
        if (!_weights.TiedEmbeddings)
        {
            yield return new SafeTensor("lm_head.weight", _vocabulary, _width);
        }
    }

    private int Need(int? value, string key) => value ?? throw Wrong($"{key} is missing");

    private UserErrorException Wrong(string what) =>
        new($"the model {_spec.Name} cannot be made: {what}; put it right in envs/models.yaml.");
}
