using Cake.Core;
using Cake.Frosting;

namespace Refigure.Build.Tasks;

/// <summary>Runs every test of the solution.</summary>
[TaskName("Test")]
[TaskDescription("Every test of the solution")]
public sealed class TestTask : AsyncFrostingTask<BuildContext>
{
    private readonly IProcessLauncher launcher;
    private readonly Interruption interruption;

    /// <summary>With what starts processes.</summary>
    public TestTask(IProcessLauncher launcher, Interruption interruption)
    {
        this.launcher = launcher;
        this.interruption = interruption;
    }

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var exit = await launcher.RunAsync(
            "dotnet",
            ["test", "Refigure.slnx", "--configuration", "Release", "--logger", "console;verbosity=normal"],
            context.Root,
            interruption.Token
        );
        if (exit != 0)
        {
            throw new CakeException(1, $"Tests failed: dotnet test ended with exit code {exit}.");
        }
    }
}
