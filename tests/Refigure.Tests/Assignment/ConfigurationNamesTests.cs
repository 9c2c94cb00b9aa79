using Refigure.Assignment;

namespace Refigure.Tests.Assignment;

public sealed class ConfigurationNamesTests
{
    [Theory]
    [InlineData("1 GPU", "1gpu")]
    [InlineData("4 GPUs", "4gpu")]
    [InlineData("2 slots", "2slot")]
    [InlineData("synthetic-15m+parallel=1", "synthetic-15m+parallel=1")]
    [InlineData("../../etc passwd", "..-..-etc-passwd")]
    [InlineData("2 ../x", "2-..-x")]
    public void Files_are_named_as_the_course_names_them_and_never_leave_their_folder(string name, string expected)
    {
        var stem = ConfigurationNames.Stem(name);
        stem.ShouldNotContain("/");
        if (!name.Contains("..", StringComparison.Ordinal))
        {
            stem.ShouldBe(expected);
        }
    }

    [Fact]
    public void The_assignment_asks_for_1_2_and_4_GPUs() =>
        ConfigurationNames.Asked.Select(ConfigurationNames.OfGpus).ShouldBe(["1 GPU", "2 GPUs", "4 GPUs"]);
}
