using Cake.Core;
using Cake.Frosting;

namespace Refigure.Build.Tasks;

/// <summary>Runs every test of the solution.</summary>
[TaskName("Test")]
[TaskDescription("Every test of the solution")]
public sealed class TestTask : AsyncFrostingTask<BuildContext>
{
    private readonly IProcessLauncher _launcher;
    private readonly Interruption _interruption;

    /// <summary>With what starts processes.</summary>
    public TestTask(IProcessLauncher launcher, Interruption interruption)
    {
        _launcher = launcher;
        _interruption = interruption;
    }

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var exit = await _launcher.RunAsync(
            "dotnet",
            ["test", "Refigure.slnx", "--configuration", "Release"],
            context.Root,
            _interruption.Token
        );
        if (exit != 0)
        {
            throw new CakeException(1, $"Tests failed: dotnet test ended with exit code {exit}.");
        }
    }
}
