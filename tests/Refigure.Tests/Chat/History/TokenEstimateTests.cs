using Refigure.Chat.History;
using Refigure.Chat.Templates;

namespace Refigure.Tests.Chat.History;

/// <summary>A template puts 28 bytes around a message, as ChatML does.</summary>
public sealed class TokenEstimateTests
{
    private static readonly ChatMessage First = new(ChatRole.User, new string('a', 72));
    private static readonly ChatMessage Answer = new(ChatRole.Assistant, new string('b', 172)) { Tokens = 40 };
    private static readonly ChatMessage Second = new(ChatRole.User, new string('c', 22));
    private readonly TokenEstimate _estimate = new();

    [Fact]
    public void Before_the_server_has_counted_it_is_three_tenths_of_the_bytes()
    {
        _estimate.IsLearnt.ShouldBeFalse();
        _estimate.Of([First]).ShouldBe(30);
    }

    [Fact]
    public void What_was_counted_is_not_estimated_again_and_what_is_new_by_the_same_measure()
    {
        _estimate.Learn([First], 50);

        _estimate.IsLearnt.ShouldBeTrue();
        _estimate.Of([First]).ShouldBe(50);
        // The answer's own count and half of 28 bytes around it; half of 50 bytes.
        _estimate.Of([First, Answer, Second]).ShouldBe(50 + 40 + 14 + 25);
    }

    [Fact]
    public void What_is_gone_is_taken_off()
    {
        _estimate.Learn([First, Answer, Second], 175);

        _estimate.Of([Second]).ShouldBe(175 - 50 - (40 + 14));
    }

    [Fact]
    public void Bytes_count_and_not_letters()
    {
        _estimate.Learn([First], 100);

        _estimate.Of([First, new ChatMessage(ChatRole.User, "日本")]).ShouldBe(100 + 6 + 28);
    }

    [Fact]
    public void A_count_of_nothing_is_none()
    {
        _estimate.Learn([First], 0);

        _estimate.IsLearnt.ShouldBeFalse();
    }
}
