using Refigure.Load.Arrivals;

namespace Refigure.Tests.Load.Arrivals;

/// <summary>The expected numbers are those of CPython 3.12's <c>random</c>.</summary>
public sealed class MersenneTwisterTests
{
    [Fact]
    public void A_list_is_shuffled_as_Python_shuffles_it()
    {
        var list = Enumerable.Range(0, 10).ToList();
        var random = MersenneTwister.Python(0);

        random.Shuffle(list);

        list.ShouldBe([7, 8, 1, 5, 3, 4, 2, 0, 9, 6]);
        new[] { random.NextDouble(), random.NextDouble(), random.NextDouble() }.ShouldBe([
            0.3580493746949883,
            0.8916606598206824,
            0.2184427269152317,
        ]);
    }

    [Fact]
    public void A_seed_of_more_than_32_bits_is_mixed_in_as_Python_does()
    {
        var random = MersenneTwister.Python(12345678901);

        new[] { random.NextDouble(), random.NextDouble() }.ShouldBe([0.9460118159397316, 0.3279999559233737]);
    }

    [Fact]
    public void NumPy_s_seed_is_that_of_the_published_generator()
    {
        // mt19937ar.c: init_genrand(5489), the first and the 10000th number.
        var random = MersenneTwister.NumPy(5489);
        random.Next().ShouldBe(3499211612u);
        for (var i = 2; i < 10000; i++)
        {
            random.Next();
        }

        random.Next().ShouldBe(4123659995u);
    }
}
