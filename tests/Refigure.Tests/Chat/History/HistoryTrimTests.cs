using System.Collections.Immutable;
using Refigure.Chat.History;
using Refigure.Chat.Templates;
using Refigure.Serving;

namespace Refigure.Tests.Chat.History;

/// <summary>With a server that counts 10 tokens for each message, and one question of 8 bytes that is new.</summary>
public sealed class HistoryTrimTests
{
    private static readonly ChatMessage Question = new(ChatRole.User, "question");

    [Fact]
    public void All_is_kept_where_there_is_room()
    {
        var fitted = Fit(Turns(3), context: 200, answer: 50);

        fitted.LeftOut.ShouldBe(0);
        fitted.MaxTokens.ShouldBe(50);
        fitted.Messages.Length.ShouldBe(7);
    }

    [Fact]
    public void The_oldest_questions_go_with_their_answers_and_the_system_message_stays()
    {
        var history = Turns(5) with { System = new ChatMessage(ChatRole.System, "s") };

        var fitted = Fit(history, context: 120, answer: 50);

        fitted.LeftOut.ShouldBe(3);
        fitted
            .Messages.Select(m => m.Text)
            .ShouldBe(["s", "question 4", "answer 4", "question 5", "answer 5", "question"]);
        (fitted.Tokens + fitted.MaxTokens).ShouldBeLessThanOrEqualTo(120);
    }

    [Fact]
    public void What_was_left_out_stays_away()
    {
        var history = Turns(4) with { LeftOut = 2 };

        Fit(history, context: 10_000, answer: 50).LeftOut.ShouldBe(2);
    }

    [Fact]
    public void A_context_that_nobody_knows_holds_everything()
    {
        var fitted = Fit(Turns(100), context: null, answer: 50);

        fitted.LeftOut.ShouldBe(0);
        fitted.MaxTokens.ShouldBe(50);
        fitted.IsTooLong.ShouldBeFalse();
    }

    [Fact]
    public void A_question_that_fits_alone_gets_the_room_that_is_left()
    {
        var fitted = Fit(Turns(2), context: 50, answer: 100);

        fitted.LeftOut.ShouldBe(2);
        fitted.MaxTokens.ShouldBe(50 - fitted.Tokens - 8);
        fitted.MaxTokens.ShouldBeInRange(16, 45);
        fitted.IsTooLong.ShouldBeFalse();
    }

    [Fact]
    public void A_question_of_twice_the_context_is_too_long_once_the_server_has_counted()
    {
        var question = new ChatMessage(ChatRole.User, new string('x', 4000));
        var history = Turns(1);

        HistoryTrim.Fit(history, question, Learnt(history), 100, 50).IsTooLong.ShouldBeTrue();
        HistoryTrim.Fit(history, question, new TokenEstimate(), 100, 50).IsTooLong.ShouldBeFalse();
    }

    private static FittedPrompt Fit(ChatHistory history, int? context, int answer) =>
        HistoryTrim.Fit(history, Question, Learnt(history), context, answer);

    private static TokenEstimate Learnt(ChatHistory history)
    {
        var estimate = new TokenEstimate();
        ImmutableArray<ChatMessage> counted = [.. history.Messages(Question, 0).SkipLast(1)];
        estimate.Learn(counted, counted.Length * 10);
        return estimate;
    }

    private static ChatHistory Turns(int count) =>
        Enumerable
            .Range(1, count)
            .Aggregate(
                ChatHistory.Empty,
                (history, n) =>
                    history.With(
                        new ChatTurn(
                            new ChatMessage(ChatRole.User, $"question {n}"),
                            new ChatMessage(ChatRole.Assistant, $"answer {n}"),
                            new RequestRecord { Index = n, Status = RequestStatus.Completed },
                            IsStopped: false
                        )
                    )
            );
}
