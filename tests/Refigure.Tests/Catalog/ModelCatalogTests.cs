using System.Text.Json;
using Refigure.Catalog;
using Refigure.Testing;
using Refigure.Tests.Figures;

namespace Refigure.Tests.Catalog;

public sealed class ModelCatalogTests
{
    [SharedFact]
    public void Our_catalog_says_of_every_study_model_what_the_study_says()
    {
        var file = SharedData.Path("data/breaking-the-ice/models_config.json");
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var count = 0;
        foreach (var model in json.RootElement.EnumerateObject())
        {
            var ours = StudyRuns.Models.Get(model.Name);
            ours.SizeBillions.ShouldBe(model.Value.Number("size"));
            ours.TokenizerMegabytes.ShouldBe(model.Value.Number("tokenizer_size"));
            ours.CompiledGraphKilobytes.ShouldBe(model.Value.Number("compiled_graph_sizes"));
            ours.Layers.ShouldBe((int)model.Value.Number("layers"));
            ours.AttentionHeads.ShouldBe((int)model.Value.Number("num_attention_heads"));
            ours.KeyValueHeads.ShouldBe((int)model.Value.Number("num_key_value_heads"));
            ours.HiddenSize.ShouldBe((int)model.Value.Number("hidden_size"));
            ours.FeedForwardSize.ShouldBe((int)model.Value.Number("ffn_dim"));
            ours.VocabularySize.ShouldBe((int)model.Value.Number("vocab_size"));
            (ours.Mixture is not null).ShouldBe(model.Value.TryGetProperty("moe", out var mixture));
            ours.Mixture?.Experts.ShouldBe((int)mixture.Number("n_experts"));
            ours.Mixture?.ActiveExperts.ShouldBe((int)mixture.Number("n_active_experts"));
            ours.Mixture?.ActiveSizeBillions.ShouldBe(mixture.Number("active_size"));
            count++;
        }

        count.ShouldBe(25);
        StudyRuns.Models.Models.Count(m => m.Hub is not null).ShouldBe(29);
    }

    [Fact]
    public void Copies_for_the_load_format_tensorizer_say_what_they_are_made_from_and_by_whom() =>
        StudyRuns
            .Models.Models.Where(m => m.Tensorized is not null)
            .Select(m => $"{m.Name} {m.Tensorized!.Model} {m.Tensorized.Environment}")
            .ShouldBe(
                from model in (string[])["yi-6b", "llama2-7b-hf", "llama2-13b-hf", "falcon-7b"]
                select $"{model}-tensorized {model} vllm-0.10.1.1"
            );

    [Fact]
    public void Models_of_the_other_experiments_are_there()
    {
        StudyRuns.Models.Get("opt-6.7b").SizeBillions.ShouldBe(6.7);
        StudyRuns.Models.Get("synthetic-llama-0.1b").Layers.ShouldBe(12);
        StudyRuns.Models.Get("synthetic-llama-1b").HiddenSize.ShouldBe(2048);
        StudyRuns.Models.Get("synthetic-llama-3b").Layers.ShouldBe(28);
    }

    [Fact]
    public void An_unknown_model_is_a_sentence_that_names_the_file_and_near_models()
    {
        var error = Should.Throw<UserErrorException>(() => StudyRuns.Models.Get("qwen-72b"));

        error.Message.ShouldContain("envs/models.yaml does not describe the model 'qwen-72b'");
        error.Message.ShouldContain("qwen-0.5b");
        StudyRuns.Models.LabelOf("qwen-72b").ShouldBe("qwen-72b");
        Should
            .Throw<UserErrorException>(() => StudyRuns.Models.Get("lama2-7b-hf"))
            .Message.ShouldContain("(it knows llama2-7b-hf, ");
    }

    [Theory]
    [InlineData("models:\n  a:\n    label: A\n    tensorized_with: e\n", "needs tensorized_from beside it")]
    [InlineData(
        "models:\n  a:\n    label: A\n    tensorized_from: b\n    tensorized_with: e\n",
        "is 'b'; expected a model above"
    )]
    [InlineData(
        "models:\n  a:\n    label: A\n    tensorized_from: a\n    tensorized_with: e\n",
        "is 'a'; expected a model above"
    )]
    [InlineData("models:\n  a:\n    label: A\n    tensorized_from: b\n", "models.a")]
    [InlineData(
        "models:\n  a:\n    label: A\n    tensorized_from: b\n    tensorized_with: e\n    hugging_face: x/y\n",
        "hugging_face does not go with tensorized_from"
    )]
    [InlineData("models:\n  a:\n    label: A\n    layers: many\n", "line 4: models.a.layers is 'many'")]
    [InlineData("models:\n  a:\n    label: A\n    size_billions: -1\n", "line 4: models.a.size_billions is '-1'")]
    [InlineData("models:\n  a:\n    layers: 3\n", "line 3: models.a.label is missing")]
    [InlineData("models:\n  a:\n    label: A\n    color: red\n", "line 4: models.a.color is not a key")]
    [InlineData("models:\n  a: 3\n", "line 2: models.a holds no mapping")]
    [InlineData("model:\n  a: 3\n", "line 1: model is not a key")]
    [InlineData("", "expected a mapping")]
    [InlineData("models: [", "this is not YAML")]
    [InlineData("models:\n  a:\n    label: A\n  a:\n    label: B\n", "this is not YAML")]
    public void What_is_no_catalog_is_a_sentence_with_file_line_and_key(string text, string says)
    {
        var error = Should.Throw<UserErrorException>(() => ModelCatalog.Read(new StringReader(text), "models.yaml"));

        error.Message.ShouldStartWith("models.yaml");
        error.Message.ShouldContain(says);
    }
}
