using Refigure.Catalog;

namespace Refigure.Tests.Catalog;

public sealed class HubSourceTests
{
    [Fact]
    public void A_model_says_where_it_comes_from_and_what_it_takes()
    {
        var hub = Read(
            """
            hugging_face: facebook/opt-6.7b
                revision: a45aa65bbeb77c1558bc99bedc6779195462dab0
                gated: manual
                approximate_disk_bytes: 13300000000
                licence: OPT-175B
            """
        );

        hub.ShouldBe(
            new HubSource("facebook/opt-6.7b", "a45aa65bbeb77c1558bc99bedc6779195462dab0", 13_300_000_000, false)
            {
                Gate = HubGate.Manual,
                Licence = "OPT-175B",
            }
        );
        hub.Page.ShouldBe("https://huggingface.co/facebook/opt-6.7b");
    }

    [Theory]
    [InlineData("revision: main", "line 5: models.one.revision is 'main'; expected a commit of 40 hexadecimal digits")]
    [InlineData("gated: yes", "line 5: models.one.gated is 'yes'; expected no or auto or manual")]
    [InlineData("disk_bytes: 0", "line 5: models.one.disk_bytes is '0'; expected bytes")]
    public void A_wrong_value_is_named_with_its_line(string line, string expected) =>
        Should
            .Throw<UserErrorException>(() => Read($"hugging_face: a/b\n    {line}\n    approximate_disk_bytes: 1"))
            .Message.ShouldContain(expected);

    [Theory]
    [InlineData("a")]
    [InlineData("a/b/c")]
    [InlineData("../b")]
    [InlineData("a/..")]
    [InlineData("a/b--c")]
    [InlineData("a/b?c")]
    public void A_name_that_is_no_place_at_the_hub_is_refused(string id) =>
        Should
            .Throw<UserErrorException>(() => Read($"hugging_face: \"{id}\"\n    disk_bytes: 1"))
            .Message.ShouldContain("expected a name such as facebook/opt-6.7b");

    [Fact]
    public void What_belongs_to_the_hub_needs_a_name_there() =>
        Should
            .Throw<UserErrorException>(() => Read("gated: no"))
            .Message.ShouldContain("models.one.gated needs hugging_face beside it");

    private static HubSource Read(string lines)
    {
        using var text = new StringReader($"models:\n  one:\n    label: One\n    {lines}\n");
        return ModelCatalog.Read(text, "models.yaml").Get("one").Hub!;
    }
}
