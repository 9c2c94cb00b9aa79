using Refigure.Environments;
using Refigure.Testing;

namespace Refigure.Tests.Environments.Python;

public sealed class UvTests
{
    [UvFact]
    public async Task A_real_uv_installs_the_lock_and_refuses_a_file_that_changed()
    {
        using var index = new TinyIndex(PythonSample.Wheels);
        using var sample = new PythonSample(PythonFactAttribute.Version, PythonSample.Wheels);
        var tools = new IndexTools(index.Url);
        tools.Instead.Remove("uv");
        index.OnTheWay = wheel => wheel.Name == "beta" ? [.. wheel.Content, 0] : wheel.Content;

        (await sample.Refusal(tools)).ShouldContain("a package is not the one that the lock names");
        sample.Left().ShouldBeEmpty();
        index.OnTheWay = wheel => wheel.Content;
        var installed = await sample.Ensure(tools);

        tools.Calls.ShouldContain(call => call.Program.EndsWith("/uv", StringComparison.Ordinal));
        var said = new List<string>();
        var vllm = new ToolCall(Path.Combine(installed.Prefix, "bin", "vllm"), [], sample.Store);
        (await new ToolRunner().RunAsync(vllm, said.Add, CancellationToken.None)).ShouldBe(0);
        said.ShouldBe(["vllm ran"]);
        foreach (var file in Directory.GetFiles(sample.Home, "*.log"))
        {
            File.ReadAllText(file).ShouldNotContain(TinyIndex.Password);
        }
    }
}
