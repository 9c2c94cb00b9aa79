using System.Text;
using Refigure.Models.HuggingFace;

namespace Refigure.Tests.Models.HuggingFace;

public sealed class ByteLevelTokenizerTests
{
    private const string Text =
        "A start takes 24.17 s, doesn't it?\n\tbanana bodega\u00A0\u2013 \u00FCber 東京 \U0001F600  \r\n {\"a\": [1, 2]} dobuli";

    [Theory]
    [InlineData(ByteLevelTokenizer.Smallest)]
    [InlineData(260)]
    [InlineData(32_000)]
    [InlineData(128_000)]
    public void The_vocabulary_has_exactly_the_size_that_was_asked_for(int size)
    {
        var tokenizer = new BytePairs(ByteLevelTokenizer.File(size));

        tokenizer.Vocabulary.Count.ShouldBe(size);
        tokenizer.Vocabulary.Values.ShouldBe(Enumerable.Range(0, size));
        tokenizer.Merges.Count().ShouldBe(size - ByteLevelTokenizer.Smallest);
    }

    [Theory]
    [InlineData(ByteLevelTokenizer.Smallest - 1)]
    [InlineData(ByteLevelTokenizer.Largest + 1)]
    public void A_size_that_cannot_be_is_refused(int size) =>
        Should.Throw<ArgumentOutOfRangeException>(() => ByteLevelTokenizer.File(size));

    [Fact]
    public void The_largest_vocabulary_has_no_token_twice() =>
        new BytePairs(ByteLevelTokenizer.File(ByteLevelTokenizer.Largest)).Vocabulary.Count.ShouldBe(
            ByteLevelTokenizer.Largest
        );

    // What a merge is made of must have been made before it, and what it makes must have an id.
    [Fact]
    public void Merges_come_in_an_order_in_which_all_of_them_can_happen()
    {
        var tokenizer = new BytePairs(ByteLevelTokenizer.File(128_000));
        var there = tokenizer.Vocabulary.Where(t => t.Key.Length == 1).Select(t => t.Key).ToHashSet();
        there.Count.ShouldBe(256);

        foreach (var (left, right) in tokenizer.Merges)
        {
            there.ShouldContain(left);
            there.ShouldContain(right);
            tokenizer.Vocabulary.ShouldContainKey(left + right);
            there.Add(left + right).ShouldBeTrue(left + right);
        }
    }

    [Fact]
    public void Every_byte_is_a_token_and_comes_back()
    {
        var tokenizer = new BytePairs(ByteLevelTokenizer.File(32_000));
        var ids = new HashSet<int>();

        for (var value = 0; value < 256; value++)
        {
            var tokens = tokenizer.Word([(byte)value]);
            tokens.Length.ShouldBe(1);
            tokens[0].ShouldBeInRange(ByteLevelTokenizer.Marks.Length, ByteLevelTokenizer.Smallest - 1);
            ids.Add(tokens[0]).ShouldBeTrue();
            tokenizer.Decode(tokens).ShouldBe([(byte)value]);
        }
    }

    [Theory]
    [InlineData(ByteLevelTokenizer.Smallest)]
    [InlineData(32_000)]
    [InlineData(128_000)]
    public void A_text_comes_back_as_it_was(int size)
    {
        var tokenizer = new BytePairs(ByteLevelTokenizer.File(size));

        var tokens = tokenizer.Encode(Text);

        Encoding.UTF8.GetString(tokenizer.Decode(tokens)).ShouldBe(Text);
    }

    [Fact]
    public void Words_of_syllables_are_one_token_each()
    {
        var tokenizer = new BytePairs(ByteLevelTokenizer.File(32_000));

        tokenizer
            .Encode("dobu bana boda")
            .ShouldBe([tokenizer.Vocabulary["dobu"], tokenizer.Vocabulary["Ġbana"], tokenizer.Vocabulary["Ġboda"]]);
        new BytePairs(ByteLevelTokenizer.File(260)).Encode("dobu").Length.ShouldBe(4);
    }

    [Fact]
    public void The_marks_are_special_tokens_with_the_ids_of_the_vocabulary()
    {
        var tokenizer = new BytePairs(ByteLevelTokenizer.File(300));

        tokenizer
            .Root.GetProperty("added_tokens")
            .EnumerateArray()
            .Select(t =>
                (
                    t.GetProperty("content").GetString()!,
                    t.GetProperty("id").GetInt32(),
                    t.GetProperty("special").GetBoolean()
                )
            )
            .ShouldBe([("<|begin|>", 0, true), ("<|end|>", 1, true), ("<|pad|>", 2, true)]);
        ByteLevelTokenizer.Marks.Select(m => tokenizer.Vocabulary[m]).ShouldBe([0, 1, 2]);
    }

    // The parts that the library needs to read the file, and what they are; it refuses a file that lacks one.
    [Fact]
    public void The_file_names_byte_level_parts()
    {
        var root = new BytePairs(ByteLevelTokenizer.File(300)).Root;

        root.GetProperty("version").GetString().ShouldBe("1.0");
        root.GetProperty("model").GetProperty("type").GetString().ShouldBe("BPE");
        foreach (var part in (string[])["pre_tokenizer", "decoder"])
        {
            root.GetProperty(part).GetProperty("type").GetString().ShouldBe("ByteLevel");
            root.GetProperty(part).GetProperty("use_regex").GetBoolean().ShouldBeTrue();
        }

        root.GetProperty("pre_tokenizer").GetProperty("add_prefix_space").GetBoolean().ShouldBeFalse();
    }
}
