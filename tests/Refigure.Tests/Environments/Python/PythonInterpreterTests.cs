using Refigure.Environments.Python;
using Refigure.Tests.Results;

namespace Refigure.Tests.Environments.Python;

public sealed class PythonInterpreterTests
{
    [Fact]
    public async Task One_that_is_not_on_the_path_is_found_where_pyenv_keeps_it_the_newest_first()
    {
        using var root = new TemporaryFolder();
        root.Write("versions/3.12.1/bin/python", "");
        root.Write("versions/3.12.10/bin/python", "");
        root.Write("versions/3.1.5/bin/python", "");
        root.Write("versions/3.12-debug/bin/other", "");
        var tools = new StubPython { Version = "3.12.10" };
        tools.There.Clear();

        OtherPythons
            .In(root.Root, "3.12")
            .ShouldBe([root["versions/3.12.10/bin/python"], root["versions/3.12.1/bin/python"]]);
        var found = await PythonInterpreter.FindAsync(
            "e",
            "3.12",
            null,
            tools,
            OtherPythons.In(root.Root, "3.12"),
            CancellationToken.None
        );

        found.Path.ShouldBe(root["versions/3.12.10/bin/python"]);
        found.HasFarPip.ShouldBeTrue();
        OtherPythons.In(root["nowhere"], "3.12").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("22.2.2", false)]
    [InlineData("22.3", true)]
    [InlineData("24.0", true)]
    [InlineData(null, false)]
    public void A_pip_from_22_3_installs_into_another_environment(string? pip, bool can) =>
        new PythonInterpreter("/p", "3.12.1", "/s", pip).HasFarPip.ShouldBe(can);
}
