namespace Refigure.Build.Tests.Bootstrap;

public sealed class BootstrapTests : IDisposable
{
    private readonly BootstrapSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [UnixFact]
    public void The_first_call_compiles_and_says_so_on_the_error_stream_in_one_line()
    {
        var result = _sandbox.Run();
        result.ExitCode.ShouldBe(0);
        result.Lines[0].ShouldBe("host one");
        result.Error.ShouldBe("Compiling the build host … (first time: about a minute)\n");
        _sandbox.PublishCalls.ShouldHaveSingleItem().ShouldContain("PublishReadyToRun=true");
    }

    [UnixFact]
    public void With_nothing_changed_nothing_is_compiled_and_nothing_said()
    {
        _sandbox.Run();
        var again = _sandbox.Run();
        again.ExitCode.ShouldBe(0);
        again.Lines[0].ShouldBe("host one");
        again.Error.ShouldBeEmpty();
        _sandbox.Published.ShouldBe(1);
    }

    [UnixFact]
    public void A_changed_source_is_compiled()
    {
        _sandbox.Run();
        _sandbox.Write("src/A.cs", "two");
        _sandbox.Run().Lines[0].ShouldBe("host two");
        _sandbox.Published.ShouldBe(2);
    }

    [UnixFact]
    public void An_added_a_deleted_and_an_old_source_are_compiled()
    {
        _sandbox.Run();
        _sandbox.Write("src/C.cs", "c");
        File.SetLastWriteTimeUtc(Path.Combine(_sandbox.Root, "src/C.cs"), DateTime.UnixEpoch.AddYears(40));
        _sandbox.Run();
        _sandbox.Published.ShouldBe(2);
        _sandbox.Delete("src/C.cs");
        _sandbox.Run();
        _sandbox.Published.ShouldBe(3);
        _sandbox.Run();
        _sandbox.Published.ShouldBe(3);
    }

    [UnixFact]
    public void A_changed_package_version_is_compiled_and_a_changed_page_is_not()
    {
        _sandbox.Run();
        _sandbox.Write("src/README.md", "words");
        _sandbox.Run();
        _sandbox.Published.ShouldBe(1);
        _sandbox.Write("Directory.Packages.props", "<Project></Project>");
        _sandbox.Run();
        _sandbox.Published.ShouldBe(2);
    }

    [UnixFact]
    public void Arguments_folder_root_process_and_exit_code_pass_through()
    {
        _sandbox.Run();
        var result = _sandbox.RunWith(["--figure", "2,5", "", "a  b", "*", "--x=\"y\""], ("FAKE_EXIT", "7"));
        result.ExitCode.ShouldBe(7);
        result.Lines.ShouldBe([
            "host one",
            $"process {result.Process}",
            $"root {_sandbox.Root}",
            $"folder {_sandbox.Home}",
            "argument [--figure]",
            "argument [2,5]",
            "argument []",
            "argument [a  b]",
            "argument [*]",
            "argument [--x=\"y\"]",
        ]);
    }

    [UnixFact]
    public void A_failed_compile_shows_all_ends_with_1_and_leaves_the_old_host()
    {
        _sandbox.Run();
        var hosts = _sandbox.Hosts;
        _sandbox.Write("src/A.cs", "broken");
        var failed = _sandbox.Run(("FAKE_ERROR", "yes"));
        failed.ExitCode.ShouldBe(1);
        failed.Output.ShouldBeEmpty();
        failed.Error.ShouldContain("A.cs(1,1): error CS1002: ; expected\nError: the build host did not compile");
        _sandbox.Hosts.ShouldBe(hosts);

        _sandbox.Write("src/A.cs", "mended");
        _sandbox.Run().Lines[0].ShouldBe("host mended");
    }

    [UnixFact]
    public void Without_the_ahead_of_time_compiler_the_host_is_compiled_without_it()
    {
        var result = _sandbox.Run(("FAKE_NO_CROSSGEN", "yes"));
        result.ExitCode.ShouldBe(0);
        result.Lines[0].ShouldBe("host one");
        result.Error.Split('\n')[1].ShouldStartWith("Without ahead-of-time compilation");
        _sandbox.PublishCalls[1].ShouldContain("PublishReadyToRun=false");
    }

    [UnixFact]
    public void An_SDK_that_is_too_old_is_named_with_the_one_that_is_asked_for()
    {
        var result = _sandbox.Run(("FAKE_OLD_SDK", "yes"));
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldStartWith(
            "Error: global.json asks for the .NET SDK 10.0.100 or a newer one of that release, but found: 8.0.100"
        );
        _sandbox.Published.ShouldBe(0);
    }

    [UnixFact]
    public void A_missing_dotnet_is_named()
    {
        // Nothing is on this path, not even this machine's own dotnet.
        var result = _sandbox.Run(("PATH", _sandbox.Home));
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldStartWith("Error: the .NET SDK was not found");
    }
}
