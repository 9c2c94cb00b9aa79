namespace Refigure.Tests;

/// <summary>Pieces of work on all cores.</summary>
public sealed class AllCoresTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void Each_piece_is_done_once(int count)
    {
        var done = new int[count];

        AllCores.For(count, i => Interlocked.Increment(ref done[i]));

        done.ShouldAllBe(times => times == 1);
    }

    [Fact]
    public void What_a_piece_throws_comes_out_as_it_is_and_ends_the_others()
    {
        var done = 0;
        using var never = new ManualResetEventSlim();

        var error = Should.Throw<UserErrorException>(() =>
            AllCores.For(
                10_000,
                i =>
                {
                    Interlocked.Increment(ref done);
                    if (i == 3)
                    {
                        throw new UserErrorException("the third");
                    }

                    // All of them would take minutes.
                    never.Wait(20);
                }
            )
        );

        error.Message.ShouldBe("the third");
        done.ShouldBeLessThan(10_000);
    }
}
