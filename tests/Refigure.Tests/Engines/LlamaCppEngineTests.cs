using System.Collections.Immutable;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;

namespace Refigure.Tests.Engines;

public sealed class LlamaCppEngineTests
{
    private readonly LlamaCppEngine _engine = new();

    [Fact]
    public void The_command_has_the_case_s_arguments_the_port_and_what_ends_it_with_the_host()
    {
        var spec = new EnvironmentSpec
        {
            Name = "llamacpp",
            Folder = "/envs/llamacpp",
            Kind = "npm",
            Engine = "llamacpp",
            EngineVersion = "3.22.1",
            LockHash = "00",
            Lock = "/lock",
            Driver = "/envs/llamacpp/server.mjs",
        };
        var model = new ModelFiles(new ModelSource("m", "d", 1, true, true), "/models/m.gguf", ["/models/m.gguf"]);

        var command = _engine.Command(
            new EngineStart(
                new InstalledEnvironment(spec, "/prefix", "/usr/bin/node"),
                model,
                Arguments(("ctx-size", "512"), ("load-format", "read")),
                Arguments(),
                4711,
                "/run"
            )
        );

        command.Program.ShouldBe("/usr/bin/node");
        string.Join(' ', command.Arguments)
            .ShouldBe(
                "/envs/llamacpp/server.mjs --engine /prefix --model /models/m.gguf --host 127.0.0.1 --port 4711 "
                    + "--served-model-name m --exit-with-stdin --ctx-size 512 --load-format read"
            );
        command.Health.ShouldBe(new Uri("http://127.0.0.1:4711/health"));
    }

    [Theory]
    [InlineData(
        "ctx-sise",
        "512",
        "ctx-sise is no argument of llamacpp: expected one of ctx-size, parallel, threads, queue-limit and load-format."
    )]
    [InlineData("load-format", "dummy", "load-format is 'dummy': expected mmap, read or direct-io.")]
    [InlineData("threads", "many", "threads is 'many': expected a whole number from 1 to 1048576.")]
    [InlineData("threads", "0", "threads is '0': expected a whole number from 1 to 1048576.")]
    [InlineData(
        "port",
        "80",
        "port is no argument of llamacpp: expected one of ctx-size, parallel, threads, queue-limit and load-format."
    )]
    public void An_argument_that_it_does_not_know_is_named(string name, string value, string message)
    {
        Should
            .Throw<UserErrorException>(() => _engine.CheckArguments(Arguments((name, value))))
            .Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("2026-11-24T08:39:19.621500Z 371500 INFO phase load_weights begin", "load_weights")]
    [InlineData("2026-11-24T08:39:19.621500Z 371500 INFO phase load_weights end 0.1", null)]
    [InlineData("words", null)]
    public void A_line_that_begins_a_phase_is_known(string line, string? phase)
    {
        _engine.PhaseOf(line).ShouldBe(phase);
    }

    private static ImmutableSortedDictionary<string, string> Arguments(params (string Name, string Value)[] all) =>
        all.ToImmutableSortedDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal);
}
