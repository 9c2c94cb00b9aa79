using Refigure.Catalog;
using Refigure.Planning;

namespace Refigure.Tests.Planning;

public sealed class CaseChoiceTests
{
    private static readonly ExperimentCases[] Experiments =
    [
        new("a", "lab", [Case("llama-1b"), Case("llama-1b+sizes=1_2"), Case("qwen")]),
        new("b", "lab", [Case("llama-3b")]),
    ];

    [Theory]
    [InlineData("", "llama-1b llama-1b+sizes=1_2 qwen llama-3b")]
    [InlineData("qwen", "qwen")]
    [InlineData("llama-1b", "llama-1b")]
    [InlineData("llama-1b*", "llama-1b llama-1b+sizes=1_2")]
    [InlineData("*3b qwen", "qwen llama-3b")]
    public void Cases_are_chosen_by_name_or_pattern(string patterns, string expected) =>
        Names(patterns).ShouldBe(expected);

    [Fact]
    public void A_pattern_that_fits_nothing_is_refused_with_the_names_that_there_are() =>
        Should
            .Throw<UserErrorException>(() => Names("qwen Llama*"))
            .Message.ShouldBe(
                "--case Llama*: no case of a, b in profile lab is called so; expected llama-1b, llama-1b+sizes=1_2, qwen, llama-3b, or part of a name with * for the rest."
            );

    [Fact]
    public void Where_it_need_not_fit_nothing_is_chosen() => Names("gpt", mustFit: false).ShouldBe("");

    private static string Names(string patterns, bool mustFit = true) =>
        string.Join(
            ' ',
            CaseChoice
                .Of([.. Experiments], patterns.Split(' ', StringSplitOptions.RemoveEmptyEntries), mustFit)
                .SelectMany(e => e.Cases)
                .Select(c => c.Name)
        );

    private static CaseSpec Case(string name) =>
        new()
        {
            Name = name,
            Model = "m",
            Environment = "e",
            Caches = [],
        };
}
