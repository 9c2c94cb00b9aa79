using System.Globalization;
using Refigure.Load.Prompts;
using Refigure.Testing;

namespace Refigure.Tests.Load.Prompts;

public sealed class PromptSourcesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("refigure-prompts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Random_prompts_have_their_number_of_words_and_none_begins_as_another()
    {
        var source = Of("random", 32, 5);

        var prompts = Enumerable.Range(0, 500).Select(source.At).ToArray();

        prompts.ShouldAllBe(p => p.Text.Split(' ', StringSplitOptions.None).Length == 32 && p.MaxTokens == 5);
        prompts.Select(p => string.Join(' ', p.Text.Split(' ').Take(8))).Distinct().Count().ShouldBe(500);
        source.At(3).ShouldBe(prompts[3]);
    }

    [Fact]
    public void Another_seed_gives_other_prompts() =>
        new RandomPrompts(16, 1, 1).At(0).Text.ShouldNotBe(new RandomPrompts(16, 1, 2).At(0).Text);

    [Fact]
    public void A_shared_prefix_is_all_that_prompts_share()
    {
        var source = new RandomPrompts(16, 1, 1, sharedPrefix: 10);
        var (one, two) = (source.At(0).Text.Split(' '), source.At(1).Text.Split(' '));

        one.Length.ShouldBe(16);
        one.Take(10).ShouldBe(two.Take(10));
        one.Skip(10).ShouldNotBe(two.Skip(10));
    }

    [Fact]
    public void The_assignment_s_set_is_drawn_as_Python_draws_it()
    {
        // Two lines that the assignment drops, 200 that it keeps; the order is CPython 3.12's with seed 0.
        var lines = Enumerable
            .Range(11, 200)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"Input: {i}, output: {(i % 7) + 1}"));
        var file = Write("tokens.txt", ["Input: 10, output: 5", "Input: 20, output: 10000", .. lines]);

        var source = Of($"dummy:{file}", null, null);

        source.Count.ShouldBe(100);
        Enumerable
            .Range(0, 5)
            .Select(source.At)
            .Select(p => (p.Tokens!.Value, p.MaxTokens))
            .ShouldBe([(93, 3), (155, 2), (81, 5), (61, 6), (24, 4)]);
        source.At(0).Text.Length.ShouldBe(2 * (source.At(0).Tokens!.Value - 1));
        source.At(100).ShouldBe(source.At(0));
    }

    [Fact]
    public void Prompts_of_a_file_are_lines_or_objects()
    {
        var file = Write("prompts.txt", ["Once upon", "", """{"prompt": "a time", "output_tokens": 7}"""]);

        var source = Of(file, null, 3);

        (source.At(0), source.At(1)).ShouldBe((new Prompt("Once upon", null, 3), new Prompt("a time", null, 7)));
        source.Count.ShouldBe(2);
    }

    [Fact]
    public void Conversations_give_the_first_turn_and_the_length_of_the_answer()
    {
        var file = Write(
            "share.json",
            [
                """[{"id":"1","conversations":[{"from":"human","value":"Why?"},{"from":"gpt","value":"Because it is so."}]},""",
                """{"id":"2","conversations":[{"from":"human","value":"alone"}]}]""",
            ]
        );

        var source = Of($"sharegpt:{file}", null, null);

        source.Count.ShouldBe(1);
        source.At(0).ShouldBe(new Prompt("Why?", null, 4));
    }

    [Theory]
    [InlineData("sharegpt", "needs its file: --dataset sharegpt:FILE")]
    [InlineData("file:", "needs its file: --dataset file:FILE")]
    [InlineData("nowhere.txt", "there is no file")]
    [InlineData("dummy:nowhere.txt", "there is no file")]
    public void What_is_no_data_set_is_said(string name, string sentence) =>
        Should.Throw<UserErrorException>(() => Of(name, null, null)).Message.ShouldContain(sentence);

    [Theory]
    [InlineData("""{"prompt": 7}""", ":1: expected a JSON object with \"prompt\"")]
    [InlineData("""{"prompt": "a", "output_tokens": 0}""", "must be a whole number from 1")]
    public void A_line_that_is_no_prompt_is_named(string line, string sentence)
    {
        var file = Write("bad.jsonl", [line]);

        Should.Throw<UserErrorException>(() => Of(file, null, null)).Message.ShouldContain(sentence);
    }

    [SharedFact]
    public void A_log_of_the_assignment_s_client_gives_its_prompts_in_the_order_in_which_it_sent_them()
    {
        var log = SharedData.Path("data/vllm-serving-hw1/logs_1gpu.txt");

        var source = Of($"dummy:{log}", null, null);

        (source.Count, source.BeginsAnew).ShouldBe((100, true));
        var all = Enumerable.Range(0, 100).Select(source.At).Select(p => (p.Tokens!.Value, p.MaxTokens)).ToArray();
        all.Take(3).ShouldBe([(2089, 222), (2225, 398), (299, 753)]);
        // The two that have no line: one fails, one has a single token.
        (int, int)[] without = [(1176, 0), (3956, 1)];
        all.Where(p => !without.Contains(p))
            .ShouldBe(
                File.ReadLines(log)
                    .Where(line => line.StartsWith("TTFT: ", StringComparison.Ordinal))
                    .Select(line => line.Split(' '))
                    .Select(word => (Whole(word[5]), Whole(word[7])))
            );
        source.At(0).Text.ShouldBe(string.Concat(Enumerable.Repeat("hi", 2088)));
    }

    [Fact]
    public void The_assignment_s_construction_without_its_lengths_is_one_prompt_of_the_length_that_is_named()
    {
        var source = Of("dummy", 5, 7);

        source.At(0).ShouldBe(new Prompt("hihihihi", 5, 7));
        (source.Count, source.PromptTokens, source.OutputTokens, source.Sha256).ShouldBe((1, 5, 7, null));
        Of("dummy", null, null).At(0).MaxTokens.ShouldBe(416);
    }

    [Fact]
    public void A_file_may_be_named_as_one_and_its_content_is_known_by_its_digest()
    {
        Write("prompts.txt", ["Once upon"]);

        Of("file:prompts.txt", null, 3).At(0).ShouldBe(new Prompt("Once upon", null, 3));
        var digest = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, "prompts.txt")))
        );
        Of("file:prompts.txt", null, 3).Sha256.ShouldBe(digest);
        DataSet.Sha256Of("file:prompts.txt", _folder).ShouldBe(digest);
        DataSet.Sha256Of("file:nowhere.txt", _folder).ShouldBeNull();
        DataSet.Sha256Of("random", _folder).ShouldBeNull();
    }

    [Fact]
    public void Prefixes_stand_before_the_prompts_of_a_file_the_same_ones_for_all_and_one_of_its_own()
    {
        Write("prompts.jsonl", ["""{"prompt": "a time", "prompt_tokens": 2}"""]);
        var wish = new PromptWish("file:prompts.jsonl") { SharedPrefixTokens = 3, UniquePrefixTokens = 2 };

        var source = PromptSources.Of(wish, 1, _folder);

        var (one, two) = (source.At(0).Text.Split(' '), source.At(1).Text.Split(' '));
        one.Length.ShouldBe(7);
        one[..3].ShouldBe(two[..3]);
        one[3..5].ShouldNotBe(two[3..5]);
        one[5..].ShouldBe(["a", "time"]);
        (source.At(0).Tokens, source.PromptTokens, source.SharedPrefixTokens, source.Count).ShouldBe((7, 7, 3, null));
        source.Sha256.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(32, null, "fewer than the 32 tokens of a prompt")]
    [InlineData(null, 4, "random prompts differ from their first token on")]
    public void A_prefix_that_random_prompts_cannot_have_is_refused(int? shared, int? unique, string sentence)
    {
        var wish = new PromptWish
        {
            PromptTokens = 32,
            SharedPrefixTokens = shared,
            UniquePrefixTokens = unique,
        };

        Should.Throw<UserErrorException>(() => PromptSources.Of(wish, 1, _folder)).Message.ShouldContain(sentence);
    }

    private static int Whole(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private IPromptSource Of(string name, int? prompt, int? output) =>
        PromptSources.Of(new PromptWish(name) { PromptTokens = prompt, OutputTokens = output }, 1, _folder);

    private string Write(string name, string[] lines)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllLines(file, lines);
        return file;
    }
}
