using Cake.Frosting.Hosting.Commands;

namespace Cake.Frosting.Host.Tests;

public sealed class CommandLineTests
{
    private static HostOptions Parse(string line) =>
        CommandLineParser.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("", "Default")]
    [InlineData("--target A", "A")]
    [InlineData("--Target A", "A")]
    [InlineData("-t A", "A")]
    [InlineData("--target=A --target B", "A B")]
    public void Targets_are_read_in_order(string line, string expected) =>
        string.Join(' ', Parse(line).Targets).ShouldBe(expected);

    [Theory]
    [InlineData("", nameof(HostCommand.Run))]
    [InlineData("--dryrun", nameof(HostCommand.DryRun))]
    [InlineData("--DryRun", nameof(HostCommand.DryRun))]
    [InlineData("--noop", nameof(HostCommand.DryRun))]
    [InlineData("--whatif", nameof(HostCommand.DryRun))]
    [InlineData("--dryrun=false", nameof(HostCommand.Run))]
    [InlineData("--tree", nameof(HostCommand.Tree))]
    [InlineData("--showtree", nameof(HostCommand.Tree))]
    [InlineData("--description", nameof(HostCommand.Description))]
    [InlineData("--descriptions", nameof(HostCommand.Description))]
    [InlineData("--showdescription", nameof(HostCommand.Description))]
    [InlineData("--showdescriptions", nameof(HostCommand.Description))]
    [InlineData("--version", nameof(HostCommand.Version))]
    [InlineData("--ver", nameof(HostCommand.Version))]
    [InlineData("--info", nameof(HostCommand.Info))]
    [InlineData("--help", nameof(HostCommand.Help))]
    [InlineData("-h", nameof(HostCommand.Help))]
    public void Commands_have_several_spellings(string line, string expected) =>
        Parse(line).Command.ToString().ShouldBe(expected);

    [Theory]
    [InlineData("", Verbosity.Normal)]
    [InlineData("-v q", Verbosity.Quiet)]
    [InlineData("--verbosity Minimal", Verbosity.Minimal)]
    [InlineData("--verbosity=DIAGNOSTIC", Verbosity.Diagnostic)]
    [InlineData("-v=v", Verbosity.Verbose)]
    public void Verbosity_is_a_name_or_its_first_letter(string line, Verbosity expected) =>
        Parse(line).Verbosity.ShouldBe(expected);

    [Theory]
    [InlineData("--figure 7", "figure", "7")]
    [InlineData("--figure=7", "figure", "7")]
    [InlineData("-figure 7", "figure", "7")]
    [InlineData("--url=http://h/?a=b", "url", "http://h/?a=b")]
    [InlineData("--offset -1.5", "offset", "-1.5")]
    [InlineData("--offset -3e5", "offset", "-3e5")]
    [InlineData("--from -", "from", "-")]
    [InlineData("--note=", "note", "")]
    [InlineData("--force", "force", null)]
    [InlineData("--force --no-run", "force", null)]
    [InlineData("--force -e", "force", null)]
    [InlineData("--force=false", "force", "false")]
    public void Other_options_go_to_the_project_with_their_values(string line, string name, string? value)
    {
        var arguments = new CakeArguments(Parse(line).Arguments);
        arguments.HasArgument(name.ToUpperInvariant()).ShouldBeTrue();
        arguments.GetArguments(name).ShouldBe([value!]);
    }

    [Fact]
    public void An_option_that_is_given_again_has_all_its_values_in_order()
    {
        var arguments = new CakeArguments(Parse("--from a --target T --FROM=b --force").Arguments);
        arguments.GetArguments("from").ShouldBe(["a", "b"]);
        arguments.GetArguments("target").ShouldBe(["T"]);
        arguments.GetArguments("nothing").ShouldBeEmpty();
        arguments.GetArguments().Keys.ShouldBe(["target", "from", "force"]);
    }

    [Theory]
    [InlineData(
        "--verbosity loud",
        "The value 'loud' is not a valid verbosity. It is one of quiet, minimal, normal, verbose, diagnostic."
    )]
    [InlineData("--target", "--target needs a value, as in '--target Default'.")]
    [InlineData("--target --tree", "--target needs a value, as in '--target Default'.")]
    [InlineData("--target=", "--target= needs a value, as in '--target Default'.")]
    [InlineData(
        "Plan",
        "'Plan' belongs to no option. A task is called by '--target Plan'; other values follow their option."
    )]
    [InlineData(
        "--from=a b",
        "'b' belongs to no option. A task is called by '--target b'; other values follow their option."
    )]
    [InlineData("--tree=maybe", "--tree=maybe takes no value but true or false.")]
    public void A_wrong_word_is_a_user_error_with_one_sentence(string line, string expected)
    {
        var thrown = Should.Throw<CakeException>(() => Parse(line));
        thrown.Message.ShouldBe(expected);
        thrown.ExitCode.ShouldBe(2);
    }
}
