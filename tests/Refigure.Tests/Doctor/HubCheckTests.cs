using NSubstitute;
using Refigure.Catalog;
using Refigure.Doctor;
using Refigure.Models.Hub;

namespace Refigure.Tests.Doctor;

public sealed class HubCheckTests
{
    private readonly IHubAccess _hub = Substitute.For<IHubAccess>();

    public HubCheckTests()
    {
        _hub.CheckAsync(default!, default).ReturnsForAnyArgs((HubAccess.Open, null));
    }

    [Fact]
    public async Task Models_that_are_there_are_not_asked_for()
    {
        (await Check().Says(Patient.Needs(Patient.Case() with { Hub = Source("o/m") }))).ShouldBeEmpty();
        await _hub.DidNotReceiveWithAnyArgs().CheckAsync(default!, default);
    }

    [Fact]
    public async Task A_refusal_blocks_and_says_where_to_ask()
    {
        Answers("meta/gated", HubAccess.Refused, "meta/gated is gated: ask at its page.");

        var found = await Check().Says(Patient.Needs(Missing("a", "o/open"), Missing("b", "meta/gated")));

        found[0].ShouldBe(new Finding("hub access", "o/open can be fetched with a token", Verdict.Ok));
        found[1].What.ShouldBe("hub access to meta/gated");
        found[1].Verdict.ShouldBe(Verdict.Blocks);
        found[1].Fix.ShouldBe("ask for access at https://huggingface.co/meta/gated, with the account of the token");
    }

    [Fact]
    public async Task Without_a_token_the_fix_names_the_variable()
    {
        Answers("meta/gated", HubAccess.Refused, "no");

        (await Check(hasToken: false).SaysOne(Patient.Needs(Missing("b", "meta/gated"))))
            .Fix.ShouldNotBeNull()
            .ShouldContain("HF_TOKEN");
    }

    [Fact]
    public async Task A_hub_that_does_not_answer_is_asked_no_further()
    {
        _hub.CheckAsync(default!, default).ReturnsForAnyArgs((HubAccess.Unknown, "hub: it does not answer"));

        var found = await Check()
            .SaysOne(Patient.Needs([.. Enumerable.Range(0, 20).Select(n => Missing($"m{n}", $"o/m{n}"))]));

        found.Verdict.ShouldBe(Verdict.Blocks);
        found.Found.ShouldBe("no answer from hub: it does not answer");
        found.Fix.ShouldNotBeNull().ShouldContain("fetch the 20 models elsewhere");
        _hub.ReceivedCalls().Count().ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task In_general_each_gated_model_is_asked_for_and_blocks_nothing()
    {
        Answers("meta/gated", HubAccess.Refused, "no");

        var found = await Check(Source("meta/gated"), Source("google/open")).Says(Patient.Nothing);

        found.Select(f => f.Verdict).ShouldBe([Verdict.Ok, Verdict.Missing]);
    }

    [Fact]
    public async Task A_model_that_nobody_knows_blocks()
    {
        var found = await Check().SaysOne(Patient.Needs(Patient.Case("strange", bytes: null)));

        found.Verdict.ShouldBe(Verdict.Blocks);
        found.What.ShouldBe("model strange");
    }

    private HubCheck Check(params HubSource[] gated) => new(_hub, hasToken: true, [.. gated]);

    private HubCheck Check(bool hasToken) => new(_hub, hasToken, []);

    private static HubSource Source(string id) => new(id, null, 1, IsExact: false);

    private static NeededCase Missing(string name, string id) =>
        Patient.Case(name, bytes: null) with
        {
            Hub = Source(id),
        };

    private void Answers(string id, HubAccess access, string why) =>
        _hub.CheckAsync(id, Arg.Any<CancellationToken>()).Returns((access, why));
}
