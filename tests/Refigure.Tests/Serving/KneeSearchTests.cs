using System.Collections.Immutable;
using Refigure.Serving;

namespace Refigure.Tests.Serving;

public sealed class KneeSearchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(100)]
    [InlineData(777)]
    public void The_knee_is_found_within_a_tenth_in_few_runs(int knee)
    {
        var (found, tried) = Search(knee, most: 4096);

        found.ShouldNotBeNull().Concurrency.ShouldBeInRange((int)Math.Floor(knee / 1.1), knee);
        tried.Length.ShouldBeLessThanOrEqualTo(16);
        tried.Select(p => p.Concurrency).ShouldBeUnique();
    }

    [Fact]
    public void Limits_that_one_request_alone_breaks_have_no_knee_and_one_run()
    {
        var (found, tried) = Search(knee: 0, most: 64);

        found.ShouldBeNull();
        tried.Length.ShouldBe(1);
    }

    [Fact]
    public void Limits_that_nothing_breaks_end_at_the_most_that_is_tried()
    {
        var (found, tried) = Search(knee: 1000, most: 48);

        found.ShouldNotBeNull().Concurrency.ShouldBe(48);
        tried.Select(p => p.Concurrency).ShouldBe([1, 2, 4, 8, 16, 32, 48]);
    }

    [Fact]
    public void A_load_that_met_the_limits_by_luck_above_one_that_broke_them_is_not_the_knee()
    {
        var search = new KneeSearch(64);
        ImmutableArray<KneeProbe> tried = [new(1, 1), new(2, 1), new(4, 0.5), new(8, 1)];

        search.Met(tried).ShouldNotBeNull().Concurrency.ShouldBe(2);
        search.Next(tried).ShouldBe(3);
    }

    private static (KneeProbe? Knee, ImmutableArray<KneeProbe> Tried) Search(int knee, int most)
    {
        var search = new KneeSearch(most);
        ImmutableArray<KneeProbe> tried = [];
        while (search.Next(tried) is { } next)
        {
            tried = tried.Add(new KneeProbe(next, next <= knee ? 0.99 : 0.4));
        }

        return (search.Met(tried), tried);
    }
}
