using System.Text.Json;

namespace Refigure.Tests.Chat.Terminal;

public sealed class SavedChatTests
{
    [Fact]
    public async Task A_conversation_is_saved_to_be_read()
    {
        using var rig = new ChatRig(_ => ChatRig.Answer(10, 2, "a\\u001b", "b"));

        var (outcome, output) = await rig.TalkAsync("/system S", "One\\", "two", "/save talk.md", "/save talk.md");

        outcome.ShouldBe(new(1, 1));
        output.ShouldContain("talk.md: 1 question with its answer.\n");
        output.ShouldContain("is there already and is left as it is: name another file.");
        File.ReadAllText(rig.Folder["talk.md"])
            .ShouldMatch(
                @"^# A chat with m\n\nprompts by the server's own template, saved \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n\n## System\n\nS\n\n## Question 1\n\nOne\ntwo\n\n## Answer 1\n\na␛b\n\n\*TTFT .* out, .*\*\n$"
            );
    }

    [Fact]
    public async Task A_conversation_is_saved_to_be_used_again()
    {
        using var rig = new ChatRig(_ => ChatRig.Answer(10, 2, "a\\u001b", "b"));

        await rig.TalkAsync("One", "/save talk.json");

        using var json = JsonDocument.Parse(File.ReadAllText(rig.Folder["talk.json"]));
        json.RootElement.GetProperty("model").GetString().ShouldBe("m");
        var messages = json.RootElement.GetProperty("messages");
        messages[0].GetProperty("content").GetString().ShouldBe("One");
        messages[1].GetProperty("role").GetString().ShouldBe("assistant");
        messages[1].GetProperty("content").GetString().ShouldBe("a\u001bb");
        messages[1].GetProperty("prompt_tokens").GetInt32().ShouldBe(10);
        messages[1].GetProperty("output_tokens").GetInt32().ShouldBe(2);
        messages[1].GetProperty("ttft_seconds").GetDouble().ShouldBeGreaterThan(0);
        messages[1].TryGetProperty("cached_tokens", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("talk.txt", "expected a name that ends with .md (Markdown) or .json.")]
    [InlineData("nowhere/talk.md", "cannot be written")]
    [InlineData("folder.md", "cannot be written")]
    public async Task Where_it_cannot_be_saved_that_is_one_sentence(string file, string sentence)
    {
        using var rig = new ChatRig(_ => null);
        Directory.CreateDirectory(rig.Folder["folder.md"]);

        var (outcome, output) = await rig.TalkAsync($"/save {file}");

        outcome.Failures.ShouldBe(1);
        output.ShouldContain(sentence);
    }
}
