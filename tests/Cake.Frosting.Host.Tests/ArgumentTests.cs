using System.ComponentModel;
using Cake.Core.IO;
using NSubstitute;

namespace Cake.Frosting.Host.Tests;

public sealed class ArgumentTests
{
    private static ICakeContext Context(params (string Name, string? Value)[] arguments)
    {
        var context = Substitute.For<ICakeContext>();
        context.Arguments.Returns(new CakeArguments(arguments.ToLookup(a => a.Name, a => a.Value)));
        return context;
    }

    [Fact]
    public void Values_are_converted_to_the_type_that_is_asked_for()
    {
        var context = Context(
            ("n", "3"),
            ("x", "-1.5e3"),
            ("on", "TRUE"),
            ("level", "warning"),
            ("dir", "a/b/"),
            ("t", "00:00:02")
        );
        context.Argument<int>("n").ShouldBe(3);
        context.Argument<long>("n").ShouldBe(3L);
        context.Argument<int?>("n").ShouldBe(3);
        context.Argument<double>("x").ShouldBe(-1500.0);
        context.Argument<bool>("on").ShouldBeTrue();
        context.Argument<LogLevel>("level").ShouldBe(LogLevel.Warning);
        context.Argument<DirectoryPath>("dir").FullPath.ShouldBe("a/b");
        context.Argument<TimeSpan>("t").ShouldBe(TimeSpan.FromSeconds(2));
        context.Argument<string>("x").ShouldBe("-1.5e3");
    }

    [Fact]
    public void The_last_value_wins() => Context(("n", "3"), ("n", "4")).Argument<int>("n").ShouldBe(4);

    [Fact]
    public void An_option_that_was_not_given_has_the_default()
    {
        Context().Argument("n", 7).ShouldBe(7);
        Context().Argument<string?>("n", null).ShouldBeNull();
        Context().Arguments("n", 7).ShouldBe([7]);
        Context().Arguments("n", [7, 8]).ShouldBe([7, 8]);
        Context().Arguments<int>("n", _ => [9]).ShouldBe([9]);
    }

    [Fact]
    public void A_bare_flag_is_there_and_has_no_value()
    {
        var context = Context(("force", null));
        context.HasArgument("FORCE").ShouldBeTrue();
        context.Argument("force", false).ShouldBeFalse();
        Should
            .Throw<CakeException>(() => context.Argument<bool>("force"))
            .Message.ShouldBe("Argument 'force' was not set.");
    }

    [Fact]
    public void All_values_of_an_option_are_converted()
    {
        var context = Context(("n", "3"), ("n", "4"));
        context.Arguments<int>("n").ShouldBe([3, 4]);
        context.Arguments()["n"].ShouldBe(["3", "4"]);
    }

    [Fact]
    public void An_option_that_must_be_there_and_is_not_is_a_user_error()
    {
        var thrown = Should.Throw<CakeException>(() => Context().Argument<string>("from"));
        thrown.Message.ShouldBe("Argument 'from' was not set.");
        thrown.ExitCode.ShouldBe(2);
        Should.Throw<CakeException>(() => Context().Arguments<string>("from")).ExitCode.ShouldBe(2);
    }

    [Theory]
    [InlineData(typeof(int), "--n has the value 'many', but expects a whole number.")]
    [InlineData(typeof(double), "--n has the value 'many', but expects a number.")]
    [InlineData(typeof(bool), "--n has the value 'many', but expects true or false.")]
    [InlineData(typeof(ListSortDirection), "--n has the value 'many', but expects one of Ascending, Descending.")]
    [InlineData(typeof(Guid), "--n has the value 'many', but expects a Guid.")]
    public void A_value_of_another_type_is_a_user_error_that_says_what_was_expected(Type type, string expected)
    {
        var thrown = Should.Throw<CakeException>(() => ArgumentConverter.Convert("n", "many", type));
        thrown.Message.ShouldBe(expected);
        thrown.ExitCode.ShouldBe(2);
    }
}
