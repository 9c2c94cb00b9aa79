using System.Text;
using Refigure.Secrets;

namespace Refigure.Tests.Secrets;

public sealed class SecretMaskTests
{
    private const string Canary = "hf_Canary+/=\"ÄöZ09~x";
    private readonly SecretMask _mask = new([Canary]);

    public static TheoryData<string> Forms =>
        [
            Canary,
            Uri.EscapeDataString(Canary),
            "hf_Canary%2b%2f%3d%22%c3%84%c3%b6Z09~x",
            System.Text.Json.JsonSerializer.Serialize(Canary),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)),
            Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + Canary)),
            Convert.ToBase64String(Encoding.UTF8.GetBytes("u:" + Canary + "@host")),
            Convert.ToBase64String(Encoding.UTF8.GetBytes("me:" + Canary)).Replace('+', '-').Replace('/', '_'),
        ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_of_a_secret_is_masked_in_text_and_in_bytes(string form)
    {
        var text = $"before {form} after";

        _mask.Finds(text).ShouldBeTrue();
        _mask.Masked(text).ShouldStartWith("before ");
        _mask.Masked(text).ShouldContain("***");
        _mask.Finds(_mask.Masked(text)).ShouldBeFalse();
        _mask.Masked(text).Length.ShouldBeLessThan(text.Length - 12);
        Encoding.UTF8.GetString(_mask.Masked(Encoding.UTF8.GetBytes(text))).ShouldBe(_mask.Masked(text));
    }

    [Fact]
    public void Text_without_a_secret_stays_as_it_is()
    {
        _mask.Masked("hf_Canary is no secret").ShouldBe("hf_Canary is no secret");
        _mask.Finds("hf_Canary is no secret").ShouldBeFalse();
        SecretMask.None.Masked(Canary).ShouldBe(Canary);
    }

    [Fact]
    public void Short_values_are_not_looked_for() => new SecretMask(["abc", " ", ""]).IsEmpty.ShouldBeTrue();

    [Fact]
    public void A_secret_that_comes_in_any_two_parts_is_masked_and_nothing_is_lost()
    {
        var bytes = Encoding.UTF8.GetBytes($"one {Canary}{Canary} two hf_Canary three");
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var said = Filtered(bytes[..cut], bytes[cut..]);

            said.ShouldBe("one ****** two hf_Canary three");
        }
    }

    [Fact]
    public void What_cannot_be_a_secret_is_not_held_back()
    {
        using var output = new MemoryStream();
        var filter = new SecretFilter(_mask, output.Write);

        filter.Pass("a line\n"u8);
        output.Length.ShouldBe(7);
        filter.Pass("hf_Can"u8);
        output.Length.ShouldBe(7);
        filter.Pass("t"u8);

        Encoding.UTF8.GetString(output.ToArray()).ShouldBe("a line\nhf_Cant");
    }

    [Fact]
    public void The_last_part_comes_at_the_end()
    {
        Filtered(Encoding.UTF8.GetBytes("x hf_Cana")).ShouldBe("x hf_Cana");
    }

    private string Filtered(params byte[][] parts)
    {
        using var output = new MemoryStream();
        var filter = new SecretFilter(_mask, output.Write);
        foreach (var part in parts)
        {
            filter.Pass(part);
        }

        filter.End();
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
