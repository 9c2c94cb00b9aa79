using System.Text.Json;
using Refigure.Models.HuggingFace;
using Refigure.Tests.Figures;

namespace Refigure.Tests.Models.HuggingFace;

public sealed class HuggingFaceModelTests
{
    // The names under which vLLM and Transformers look for the weights of a llama.
    private static readonly string[] OfALayer =
    [
        "input_layernorm",
        "mlp.down_proj",
        "mlp.gate_proj",
        "mlp.up_proj",
        "post_attention_layernorm",
        "self_attn.k_proj",
        "self_attn.o_proj",
        "self_attn.q_proj",
        "self_attn.v_proj",
    ];

    [Fact]
    public void The_files_are_those_that_an_engine_reads_in_ordinal_order_with_the_sizes_that_they_are_said_to_have()
    {
        var spec = TinyFolders.Spec();

        var written = TinyFolders.Bytes(spec);

        written
            .Select(f => f.Name)
            .ShouldBe([
                "config.json",
                "generation_config.json",
                "model.safetensors",
                "tokenizer.json",
                "tokenizer_config.json",
            ]);
        new HuggingFaceModel(spec).Files().Select(f => f.Bytes).ShouldBe(written.Select(f => (long)f.Content.Length));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_configuration_is_that_of_a_llama_with_the_attributes_of_the_catalog(bool tied)
    {
        var config = Json(TinyFolders.Spec(tied), "config.json");

        config.GetProperty("architectures").EnumerateArray().Single().GetString().ShouldBe("LlamaForCausalLM");
        config.GetProperty("model_type").GetString().ShouldBe("llama");
        config.GetProperty("torch_dtype").GetString().ShouldBe("bfloat16");
        config.GetProperty("hidden_act").GetString().ShouldBe("silu");
        config.GetProperty("tie_word_embeddings").GetBoolean().ShouldBe(tied);
        Numbers(
                config,
                "num_hidden_layers",
                "num_attention_heads",
                "num_key_value_heads",
                "head_dim",
                "hidden_size",
                "intermediate_size",
                "vocab_size"
            )
            .ShouldBe([2, 4, 2, 16, 64, 96, 300]);
    }

    [Fact]
    public void The_marks_have_the_same_ids_in_all_files()
    {
        var spec = TinyFolders.Spec();
        var tokenizer = new BytePairs(TinyFolders.File(spec, "tokenizer.json"));
        var said = Json(spec, "tokenizer_config.json");

        foreach (var mark in (string[])["bos_token", "eos_token", "pad_token"])
        {
            var id = tokenizer.Vocabulary[said.GetProperty(mark).GetString()!];
            Json(spec, "config.json").GetProperty(mark + "_id").GetInt32().ShouldBe(id);
            Json(spec, "generation_config.json").GetProperty(mark + "_id").GetInt32().ShouldBe(id);
        }

        said.GetProperty("model_max_length")
            .GetInt32()
            .ShouldBe(Json(spec, "config.json").GetProperty("max_position_embeddings").GetInt32());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_weight_of_a_llama_is_there_once_with_its_shape(bool tied)
    {
        var weights = Weights(TinyFolders.Spec(tied));

        weights.Metadata.ShouldBe(new Dictionary<string, string> { ["format"] = "pt" });
        string[] layers =
        [
            .. Enumerable.Range(0, 2).SelectMany(i => OfALayer.Select(w => $"model.layers.{i}.{w}.weight")),
        ];
        string[] head = tied ? [] : ["lm_head.weight"];
        weights
            .Tensors.Keys.Order(StringComparer.Ordinal)
            .ShouldBe([.. head, "model.embed_tokens.weight", .. layers, "model.norm.weight"]);
        weights.Shape("model.embed_tokens.weight").ShouldBe("300×64");
        OfALayer
            .Select(w => weights.Shape($"model.layers.1.{w}.weight"))
            .ShouldBe(["64", "64×96", "96×64", "96×64", "64", "32×64", "64×64", "64×64", "32×64"]);
        weights.Shape("model.norm.weight").ShouldBe("64");
        if (!tied)
        {
            weights.Shape("lm_head.weight").ShouldBe("300×64");
        }
    }

    // Not a number, infinite or subnormal weights would be slower or worse; a norm multiplies by one.
    [Fact]
    public void Every_weight_is_an_ordinary_number_and_every_norm_is_one()
    {
        var weights = Weights(TinyFolders.Spec());

        foreach (var name in weights.Tensors.Keys)
        {
            if (name.Contains("norm", StringComparison.Ordinal))
            {
                weights.Values(name).ShouldAllBe(value => value == 1);
            }
            else
            {
                weights.Values(name).Select(Math.Abs).Min().ShouldBeGreaterThanOrEqualTo(1f / 128);
                weights.Values(name).Select(Math.Abs).Max().ShouldBeLessThan(1f / 64);
                weights.Values(name).Average().ShouldBeInRange(-0.001f, 0.001f);
            }
        }
    }

    [Fact]
    public void No_two_matrices_are_alike()
    {
        var weights = Weights(TinyFolders.Spec());

        weights
            .Tensors.Keys.Where(n => !n.Contains("norm", StringComparison.Ordinal))
            .Select(n => string.Join(' ', weights.Values(n).Take(16)))
            .ShouldBeUnique();
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_other_weights_alone()
    {
        var one = TinyFolders.Bytes(TinyFolders.Spec(seed: 1));
        var again = TinyFolders.Bytes(TinyFolders.Spec(seed: 1));
        var other = TinyFolders.Bytes(TinyFolders.Spec(seed: 2));

        again.Select(f => Convert.ToHexString(f.Content)).ShouldBe(one.Select(f => Convert.ToHexString(f.Content)));
        one.Where((f, i) => !f.Content.AsSpan().SequenceEqual(other[i].Content))
            .Select(f => f.Name)
            .ShouldBe(["model.safetensors"]);
    }

    [Theory]
    [InlineData(258, "vocabulary_size must be from 259, the bytes and three marks, to ")]
    [InlineData(10_000_000, "vocabulary_size must be from 259, the bytes and three marks, to ")]
    public void A_vocabulary_that_cannot_be_made_is_refused(int vocabulary, string sentence) =>
        Should
            .Throw<UserErrorException>(() => new HuggingFaceModel(TinyFolders.Spec(vocabulary: vocabulary)))
            .Message.ShouldContain(sentence);

    [Fact]
    public void Attributes_that_are_missing_or_do_not_fit_are_named()
    {
        var spec = TinyFolders.Spec();

        Should
            .Throw<UserErrorException>(() => new HuggingFaceModel(spec with { HiddenSize = null }))
            .Message.ShouldBe(
                "the model tiny cannot be made: hidden_size is missing; put it right in envs/models.yaml."
            );
        Should
            .Throw<UserErrorException>(() => new HuggingFaceModel(spec with { AttentionHeads = 5 }))
            .Message.ShouldContain("heads must divide hidden_size");
        Should
            .Throw<UserErrorException>(() => new HuggingFaceModel(spec with { KeyValueHeads = 3 }))
            .Message.ShouldContain("key_value_heads must divide attention_heads");
    }

    // The pinned digest holds on every machine; the smallest one is made each time.
    [Fact]
    public void A_shipped_model_comes_out_as_pinned()
    {
        var spec = StudyRuns.Models.Get("synthetic-llama-0.1b");
        using var digest = new FolderDigest();
        var bytes = 0L;
        foreach (var file in new HuggingFaceModel(spec).Files())
        {
            digest.Begin(file.Name, file.Bytes);
            using var output = new DigestingStream(Stream.Null, digest, count => bytes += count);
            file.Write(output, CancellationToken.None);
        }

        digest.Finish().ShouldBe(spec.Synthetic!.Sha256);
        bytes.ShouldBe(spec.Synthetic.Bytes);
    }

    private static SafeTensorsFile Weights(Refigure.Catalog.ModelSpec spec) =>
        new(TinyFolders.File(spec, HuggingFaceModel.WeightsName));

    private static JsonElement Json(Refigure.Catalog.ModelSpec spec, string name)
    {
        using var json = JsonDocument.Parse(TinyFolders.File(spec, name));
        return json.RootElement.Clone();
    }

    private static int[] Numbers(JsonElement of, params string[] names) =>
        [.. names.Select(n => of.GetProperty(n).GetInt32())];
}
