using System.Text;
using Refigure.Results;
using Refigure.Testing;

namespace Refigure.Tests.Results;

public sealed class CpuUsageSamplesTests
{
    [SharedFact]
    public void The_studys_file_has_258_samples_of_64_cores()
    {
        var path = SharedData.Path("data/breaking-the-ice/figures/figure-12/cpu_usage.json");

        var samples = CpuUsageSamples.Read(File.ReadAllBytes(path), path);

        samples.Count.ShouldBe(258);
        samples.Cores.ShouldBe(64);
        samples[0, 0].ShouldBe(0);
        samples[1, 49].ShouldBe(9.1);
        samples[1, 54].ShouldBe(100);
        Should.Throw<ArgumentOutOfRangeException>(() => samples[0, 64]);
    }

    [Theory]
    [InlineData("", "no JSON, see its line 1")]
    [InlineData("{}", "it is no array")]
    [InlineData("[1]", "sample 0 is no array")]
    [InlineData("[[1,2],[3]]", "sample 1 has 1 cores, the first has 2")]
    [InlineData("[[]]", "sample 0 has 0 cores, the first has 0")]
    [InlineData("[[1,101]]", "core 1 of sample 0 is not a number from 0 to 100")]
    [InlineData("[[1,\"2\"]]", "core 1 of sample 0 is not a number from 0 to 100")]
    [InlineData("[[1,2],\n[3,", "no JSON, see its line 2")]
    public void Damage_is_one_sentence(string text, string expected)
    {
        Should
            .Throw<UserErrorException>(() => CpuUsageSamples.Read(Encoding.UTF8.GetBytes(text), "cpu_usage.json"))
            .Message.ShouldStartWith($"cpu_usage.json is damaged: {expected}; expected an array of samples");
    }

    [Fact]
    public void No_samples_are_no_samples()
    {
        CpuUsageSamples.Read("[]"u8, "x").Count.ShouldBe(0);
    }
}
