namespace Refigure.Build.Tests.Bootstrap;

/// <summary>build.ps1 does what build.sh does.</summary>
public sealed class PowerShellTests : IDisposable
{
    private readonly BootstrapSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [PowerShellFact]
    public void The_first_call_compiles_and_says_so_and_the_second_does_not()
    {
        var first = _sandbox.RunPowerShell([]);
        first.ExitCode.ShouldBe(0, first.Error);
        first.Lines[0].ShouldBe("host one");
        first.Error.ShouldBe("Compiling the build host … (first time: about a minute)\n");
        _sandbox.PublishCalls.ShouldHaveSingleItem().ShouldContain("PublishReadyToRun=true");

        var second = _sandbox.RunPowerShell([]);
        second.Lines[0].ShouldBe("host one");
        second.Error.ShouldBeEmpty();
        _sandbox.Published.ShouldBe(1);
    }

    [PowerShellFact]
    public void Both_scripts_use_the_host_that_either_compiled()
    {
        _sandbox.Run();
        _sandbox.RunPowerShell([]).Error.ShouldBeEmpty();
        _sandbox.Published.ShouldBe(1);

        _sandbox.Write("src/C.cs", "c");
        _sandbox.RunPowerShell([]).ExitCode.ShouldBe(0);
        _sandbox.Published.ShouldBe(2);
        _sandbox.Run().Error.ShouldBeEmpty();
        _sandbox.Published.ShouldBe(2);
    }

    [PowerShellFact]
    public void Arguments_folder_root_and_exit_code_pass_through()
    {
        _sandbox.Run();
        var result = _sandbox.RunPowerShell(
            ["--figure", "2,5", "", "a  b", "*", "--x=\"y\"", "~", "it's", "$HOME"],
            ("FAKE_EXIT", "7")
        );
        result.ExitCode.ShouldBe(7);
        result
            .Lines.Where(line => !line.StartsWith("process ", StringComparison.Ordinal))
            .ShouldBe([
                "host one",
                $"root {_sandbox.Root}",
                $"folder {_sandbox.Home}",
                "argument [--figure]",
                "argument [2,5]",
                "argument []",
                "argument [a  b]",
                "argument [*]",
                "argument [--x=\"y\"]",
                "argument [~]",
                "argument [it's]",
                "argument [$HOME]",
            ]);
    }

    [PowerShellFact]
    public void A_failed_compile_shows_all_ends_with_1_and_leaves_the_old_host()
    {
        _sandbox.RunPowerShell([]);
        var hosts = _sandbox.Hosts;
        _sandbox.Write("src/A.cs", "broken");

        var failed = _sandbox.RunPowerShell([], ("FAKE_ERROR", "yes"));

        failed.ExitCode.ShouldBe(1);
        failed.Output.ShouldBeEmpty();
        failed.Error.ShouldContain("A.cs(1,1): error CS1002: ; expected\nError: the build host did not compile");
        _sandbox.Hosts.ShouldBe(hosts);
    }

    [PowerShellFact]
    public void Without_the_ahead_of_time_compiler_the_host_is_compiled_without_it()
    {
        var result = _sandbox.RunPowerShell([], ("FAKE_NO_CROSSGEN", "yes"));
        result.ExitCode.ShouldBe(0, result.Error);
        result.Lines[0].ShouldBe("host one");
        result.Error.Split('\n')[1].ShouldStartWith("Without ahead-of-time compilation");
        _sandbox.PublishCalls[1].ShouldContain("PublishReadyToRun=false");
    }

    [PowerShellFact]
    public void An_SDK_that_is_too_old_and_a_missing_one_are_named()
    {
        var old = _sandbox.RunPowerShell([], ("FAKE_OLD_SDK", "yes"));
        old.ExitCode.ShouldBe(2);
        old.Error.ShouldStartWith(
            "Error: global.json asks for the .NET SDK 10.0.100 or a newer one of that release, but found: 8.0.100"
        );

        var missing = _sandbox.RunPowerShell([], ("PATH", _sandbox.Home));
        missing.ExitCode.ShouldBe(2);
        missing.Error.ShouldStartWith("Error: the .NET SDK was not found");
        _sandbox.Published.ShouldBe(0);
    }
}
