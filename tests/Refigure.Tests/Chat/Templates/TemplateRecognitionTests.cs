using Refigure.Chat.Templates;
using Refigure.Tests.Results;

namespace Refigure.Tests.Chat.Templates;

public sealed class TemplateRecognitionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{{- bos_token }}<|start_header_id|>system … Cutting Knowledge Date: December 2023", "llama-3.1")]
    [InlineData("{{ '<|start_header_id|>' + message['role'] + '<|end_header_id|>' }}", "llama-3")]
    [InlineData("{{'<|im_start|>' + message['role'] + '\\n'}}", "chatml")]
    [InlineData("{{ '<<SYS>>\\n' }}{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}", "llama-2")]
    [InlineData("{{ '[INST] ' + message['content'] + ' [/INST]' }}", "mistral")]
    [InlineData("{{ '[INST] ' + message['content'] + '[/INST]' }}", "mistral-v3")]
    [InlineData("[SYSTEM_PROMPT]{{ x }}[/SYSTEM_PROMPT][INST]{{ y }}[/INST]", null)]
    [InlineData("{{ '<start_of_turn>' + role }}", null)]
    public void A_published_template_is_known_by_its_marks(string jinja, string? name) =>
        TemplateRecognition.OfJinja(jinja)?.Name.ShouldBe(name);

    [Fact]
    public void A_folder_tells_its_template_and_its_special_tokens()
    {
        _folder.Write(
            "tokenizer_config.json",
            """
            {"bos_token": "<s>", "eos_token": {"content": "</s>", "special": true},
             "added_tokens_decoder": {"1": {"content": "<tool>", "special": true}, "2": {"content": "word", "special": false}},
             "chat_template": [{"name": "tools", "template": "<|im_start|>"}, {"name": "default", "template": "<<SYS>>"}]}
            """
        );

        var found = TemplateRecognition.Of(_folder.Root);

        found.IsTokenizer.ShouldBeTrue();
        found.HasTemplate.ShouldBeTrue();
        found.Template!.Name.ShouldBe("llama-2");
        found.SpecialTokens.ShouldBe(["<s>", "</s>", "<tool>"]);
    }

    [Fact]
    public void A_file_of_its_own_counts_more_than_the_configuration()
    {
        _folder.Write("tokenizer_config.json", """{"chat_template": "<<SYS>>"}""");
        _folder.Write("chat_template.jinja", "<|im_start|>");

        TemplateRecognition.Of(_folder.Root).Template!.Name.ShouldBe("chatml");
    }

    [Fact]
    public void A_base_model_of_Llama_3_1_is_known_by_its_tokens_and_has_no_template()
    {
        _folder.Write(
            "tokenizer_config.json",
            """
            {"added_tokens_decoder": {"128006": {"content": "<|start_header_id|>", "special": true},
             "128008": {"content": "<|eom_id|>", "special": true}}}
            """
        );

        var found = TemplateRecognition.Of(_folder.Root);

        found.HasTemplate.ShouldBeFalse();
        found.Template!.Name.ShouldBe("llama-3.1");
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"chat_template": 3, "added_tokens_decoder": [1]}""")]
    [InlineData("""{"chat_template": [3, {"name": "default"}], "added_tokens_decoder": {"1": 2}}""")]
    public void What_cannot_be_read_says_nothing(string configuration)
    {
        _folder.Write("tokenizer_config.json", configuration);

        var found = TemplateRecognition.Of(_folder.Root);

        found.HasTemplate.ShouldBeFalse();
        found.Template.ShouldBeNull();
        found.SpecialTokens.ShouldBeEmpty();
    }

    [Fact]
    public void Where_there_is_no_folder_nothing_is_known()
    {
        TemplateRecognition.Of(null).ShouldBe(ModelTemplate.Unknown);
        TemplateRecognition.Of(_folder["nowhere"]).IsTokenizer.ShouldBeFalse();
        TemplateRecognition.Of(_folder.Root).IsTokenizer.ShouldBeFalse();
    }
}
