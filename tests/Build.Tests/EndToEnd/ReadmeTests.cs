using Refigure.Running.Gpus;
using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>What the pages tell a reader to type works, in the order in which they tell it.</summary>
public sealed class ReadmeTests : IDisposable
{
    // Targets that would run for minutes here, or this very test; an evaluation says its plan.
    private static readonly string[] OnlyParsed = ["Test", "Ci", "Evaluate"];
    private readonly BareClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void Pages_show_commands_of_this_project_git_and_dotnet_only()
    {
        foreach (var (page, line, command) in ReadmeCommands.All)
        {
            (
                command.StartsWith("./build.sh", StringComparison.Ordinal)
                || command.StartsWith("dotnet ", StringComparison.Ordinal)
                || command.StartsWith("git clone ", StringComparison.Ordinal)
                || command.StartsWith("cd ", StringComparison.Ordinal)
            ).ShouldBeTrue($"{page}:{line}: {command}");
        }
    }

    [Fact]
    public void Every_command_of_the_pages_does_what_it_says()
    {
        foreach (var (page, line, command) in ReadmeCommands.All)
        {
            var words = ReadmeCommands.Words(command);
            if (words[0] != "./build.sh")
            {
                continue;
            }

            var arguments = words[1..];
            if (NeedsGpu(arguments) && !GpuRequirement.HasDevice())
            {
                var without = _clone.Run(arguments);
                without.ExitCode.ShouldBe(WithoutGpu(arguments), $"{page}:{line}: {command}");
                (
                    without.ExitCode == 0
                    || $"{without.Output}{without.Error}".Contains("NVIDIA GPU", StringComparison.Ordinal)
                ).ShouldBeTrue($"{page}:{line}: {command}\n{without.Output}{without.Error}");
                continue;
            }

            using var hub = ReadmeHub.For(arguments);
            var result = HostProcess.RunIn(
                _clone.Root,
                _clone.Root,
                hub?.Variables ?? [],
                CanRun(arguments) ? InPlace(arguments) : [.. Plannable(arguments), "--dryrun"]
            );
            result.ExitCode.ShouldBe(0, $"{page}:{line}: {command}\n{result.Output}{result.Error}");
        }
    }

    // Commands over data that is absent here are only parsed, and so is what a reader must fill in.
    private static bool CanRun(string[] arguments) =>
        !arguments.Any(OnlyParsed.Contains)
        && !arguments.Any(word => word.Length > 1 && word.All(c => char.IsAsciiLetterUpper(c)))
        && !NeedsGpu(arguments)
        && (SharedData.Root is not null || !NeedsArtifact(arguments))
        && (LiveFactAttribute.WhyAbsent is null || !NeedsEngine(arguments));

    // Where there is a GPU, they would take minutes and gigabytes.
    private static bool NeedsGpu(string[] arguments) =>
        arguments.Any(word => word.EndsWith("-tensorized", StringComparison.Ordinal))
        || (
            arguments.Contains("lab", StringComparer.Ordinal)
            && !arguments.Any(word => word is "--no-run" or "Plan" or "Import" or "Explain" or "Verify")
        );

    // Without one they say so, and figures are drawn from the recorded runs.
    private static int WithoutGpu(string[] arguments) =>
        arguments.Contains("Doctor") ? 1
        : arguments.Contains("Models") ? 2
        : 0;

    private static bool NeedsEngine(string[] arguments) =>
        arguments.Length == 0 || arguments.Any(word => word is "smoke" or "Setup" or "Run" or "SelfTest" or "Chat");

    private static bool NeedsArtifact(string[] arguments) =>
        arguments.Any(word =>
            word.StartsWith("../shared", StringComparison.Ordinal)
            || word is "Import" or "Verify" or "Explain" or "Predict"
            || word == "--figure"
        );

    // The plan of an evaluation looks at the data; without it only the rest is planned.
    private static string[] Plannable(string[] arguments) =>
        !arguments.Contains("Evaluate", StringComparer.Ordinal) ? arguments
        : SharedData.Root is null ? ["--target", "Evaluate"]
        : InPlace(arguments);

    // The clone of this test does not lie beside the data.
    private static string[] InPlace(string[] arguments) =>
        [
            .. arguments.Select(word =>
                word.StartsWith("../shared/", StringComparison.Ordinal)
                    ? SharedData.Path(word["../shared/".Length..])
                    : word
            ),
        ];
}
