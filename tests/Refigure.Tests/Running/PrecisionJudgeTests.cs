using Refigure.Catalog;
using Refigure.Running;

namespace Refigure.Tests.Running;

public sealed class PrecisionJudgeTests
{
    private static readonly PrecisionGoal Goal = new("actual_total_time", 0.05, 10, TimeSpan.FromMinutes(5));

    [Theory]
    [InlineData(new[] { 1.0, 1.0 }, 2, true)] // fewer than the least number
    [InlineData(new[] { 1.0, 1.01, 0.99 }, 3, false)] // precise
    [InlineData(new[] { 1.0, 2.0, 0.5 }, 3, true)] // not precise
    [InlineData(new[] { 1.0, 2.0, 0.5 }, 10, false)] // as many as may be
    [InlineData(new double[0], 3, true)] // nothing valid yet
    [InlineData(new[] { 1.0 }, 3, true)] // one value has no interval
    public void Iterations_go_on_until_precise(double[] values, int made, bool more) =>
        PrecisionJudge.WantsMore(Goal, 3, made, values, TimeSpan.FromMinutes(1)).ShouldBe(more);

    [Fact]
    public void A_spent_budget_ends_them() =>
        PrecisionJudge.WantsMore(Goal, 3, 3, [1.0, 2.0, 0.5], TimeSpan.FromMinutes(5)).ShouldBeFalse();

    [Fact]
    public void Without_a_budget_time_does_not_matter() =>
        PrecisionJudge
            .WantsMore(Goal with { Budget = null }, 3, 3, [1.0, 2.0, 0.5], TimeSpan.FromDays(1))
            .ShouldBeTrue();
}
